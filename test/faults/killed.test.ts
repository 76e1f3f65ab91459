/**
 * Windows that are killed while they write, a thousand in all: what one of them had saved is there for good, and what
 * was torn is told. A process takes a twentieth of a second to start, so that this takes the better part of a minute.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { parseHistoryLine } from '../../src/protocol/history-line.ts';
import { temporaryFolder } from '../node/folders.ts';
import { open } from '../node/open-history.ts';
import { bundled, Writer } from './writers.ts';

/** For a machine that does much else beside, in milliseconds. */
const LONG_ENOUGH = 600_000;
/** What two cores start without getting into each other's way. */
const AT_ONCE = 4;
const program = bundled(join(import.meta.dirname, 'writer.ts'));

it(
  'nothing that was saved is lost by 960 kills at any instant, several windows at one file',
  async () => {
    const folders = Array.from({ length: 12 }, () => temporaryFolder());
    const writers = folders.map((): Writer[] => []);
    await forEach(960, async (number) => {
      const which = Math.floor(number / 80);
      const file = historyIn(folders[which] ?? '');
      writers[which]?.push(await killedWhile(file, `writer-${number}`));
    });
    folders.forEach((folder, i) => expectWhole(historyIn(folder), writers[i] ?? []));
    expect(writers.flat().flatMap((one) => one.saved()).length).toBeGreaterThan(960);
  },
  LONG_ENOUGH,
);

it(
  'nor by 40 in the middle of a long write, while another window goes on',
  async () => {
    for (let round = 0; round < 8; round += 1) {
      const file = historyIn(temporaryFolder());
      const beside = await started(file, 'beside');
      const writers = [beside];
      for (let number = 0; number < 5; number += 1) {
        const writer = new Writer(program(), file, `writer-${number}`, 'long');
        await writer.end;
        writers.push(writer);
      }
      await beside.kill();
      expectWhole(file, writers);
    }
  },
  LONG_ENOUGH,
);

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
function expectWhole(file: string, writers: readonly Writer[]): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  const rest = parseHistoryLine(lines.pop() ?? '');
  const read = lines.filter((line) => line !== '').map(parseHistoryLine);
  const ids = [...read, rest].flatMap(({ events }) => events.map(({ id }) => id));
  const saved = writers.flatMap((one) => one.saved());
  const there = new Set(ids);
  expect(saved.filter((id) => !there.has(id))).toEqual([]);
  expect(there.size).toBe(ids.length);
  const reader = open(file);
  expect(reader.events().map(({ id }) => id)).toEqual(expect.arrayContaining(saved));
  const told = [...writers.flatMap((one) => one.problems()), ...reader.problems];
  for (const problem of told) expect(problem).toMatch(/lines? of history\.jsonl could not be read/);
  expect(told.length > 0).toBe(read.some(({ kind }) => kind === 'damaged'));
}
