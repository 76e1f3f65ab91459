/**
 * Windows that are killed while they write: what one of them had saved is there for good, and what was torn is told.
 * A thousand in the soak, where this takes the better part of two minutes; a few of them in every run.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { parseHistoryLine } from '../../src/protocol/history-line.ts';
import { temporaryFolder } from '../node/folders.ts';
import { open } from '../node/open-history.ts';
import { SOAK } from '../sample.ts';
import { bundled, Writer } from './writers.ts';

/** Histories, and how many windows are killed at each, a few at once. */
const [FILES, KILLS] = SOAK ? [12, 80] : [1, 24];
const LONG_WRITES = SOAK ? 8 : 1;
/** What two cores start without getting into each other's way. */
const AT_ONCE = 4;
const program = bundled(join(import.meta.dirname, 'writer.ts'));

it.each(numbers(FILES))(
  `nothing that was saved is lost by ${KILLS} kills at any instant, several windows at one file: %i`,
  async () => {
    const file = historyIn(temporaryFolder());
    const writers: Writer[] = [];
    await forEach(KILLS, async (number) => {
      writers.push(await killedWhile(file, `writer-${number}`));
    });
    await expectWhole(file, writers);
    expect(writers.flatMap((one) => one.saved()).length).toBeGreaterThan(KILLS);
  },
);

it.each(numbers(LONG_WRITES))(
  'nor by 5 in the middle of a long write, while another window goes on: %i',
  async () => {
    const file = historyIn(temporaryFolder());
    const beside = await started(file, 'beside');
    const writers = [beside];
    for (let number = 0; number < 5; number += 1) {
      const writer = new Writer(program(), file, `writer-${number}`, 'long');
      await writer.end;
      writers.push(writer);
    }
    await beside.kill();
    await expectWhole(file, writers);
  },
);

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** Runs `work` for each number below `count`, a few at once. */
async function forEach(count: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** A writer that is killed at any instant of its first twenty events, or between two. */
async function killedWhile(file: string, name: string): Promise<Writer> {
  const writer = await started(file, name);
  await writer.said(Math.floor(Math.random() * 20));
  await later(Math.random() * 4);
  await writer.kill();
  return writer;
}

async function started(file: string, name: string): Promise<Writer> {
  const writer = new Writer(program(), file, name, Infinity);
  await writer.said(1);
  writer.start();
  return writer;
}

function historyIn(folder: string): string {
  return join(folder, 'history.jsonl');
}

/** All that the writers said was saved is in the file, once; and when a line of it is damaged, somebody was told. */
async function expectWhole(file: string, writers: readonly Writer[]): Promise<void> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const rest = parseHistoryLine(lines.pop() ?? '');
  const read = lines.filter((line) => line !== '').map(parseHistoryLine);
  const ids = [...read, rest].flatMap(({ events }) => events.map(({ id }) => id));
  const saved = writers.flatMap((one) => one.saved());
  const there = new Set(ids);
  expect(saved.filter((id) => !there.has(id))).toEqual([]);
  expect(there.size).toBe(ids.length);
  const reader = open(file);
  expect((await reader.events()).map(({ id }) => id)).toEqual(expect.arrayContaining(saved));
  const told = [...writers.flatMap((one) => one.problems()), ...reader.problems];
  for (const problem of told)
    expect(problem).toMatch(/^(Lines? [\d, and]+|\d+ lines) of history\.jsonl.* could not be read/);
  expect(told.length > 0).toBe(read.some(({ kind }) => kind === 'damaged'));
}
