/** Machines that share a folder, in one process: each with its own history, none knowing of the others. */
import { EVENT_VERSION } from '../../src/core/events.ts';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DiskCodeStore } from '../../src/node/code-store.ts';
import { SyncFolder } from '../../src/node/sync-folder.ts';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import { idOf } from '../core/arbitraries.ts';
import { temporaryFolder } from './folders.ts';
import { open, tick } from './open-history.ts';

/** Looks by itself only when asked: the tests say when. */
const NEVER = 1e8;

/** `at` is its clock, which stands: what machines do in one millisecond has no order. */
function machine(folder: string, name: string, at = Date.now()) {
  const home = temporaryFolder();
  const history = open(join(home, 'history.jsonl'), { now: () => at });
  const codes = new DiskCodeStore(join(home, 'code'));
  const problems: string[] = [];
  const onProblem = (message: string): void => void problems.push(message);
  const sync = new SyncFolder({
    ...{ folder, machine: name, history, codes, onProblem, lookMs: NEVER },
  });
  onTestFinished(() => sync.dispose());
  return { history, codes, problems, sync, file: join(folder, `${name}.jsonl`) };
}

it('carries events and code between three machines, each writing its own file only', async () => {
  const folder = temporaryFolder();
  const all = ['one', 'two', 'three'].map((name, i) => machine(folder, name, i));
  const [one, two, three] = all;
  if (!one || !two || !three) throw new Error('three machines');
  const code = (await one.codes.put('class LSTMCell: ...')) ?? '';
  one.history.append({ kind: 'code-kept', attempt: 'a', code });
  two.history.append(tick('b'));
  three.history.append(tick('b', false));
  for (let round = 0; round < 2; round += 1) for (const { sync } of all) await sync.sync();
  expect(two.history.ledger).toEqual(one.history.ledger);
  expect(three.history.ledger).toEqual(one.history.ledger);
  expect(one.history.ledger.item('b', [])).toBe('open');
  expect(await three.codes.get(code)).toBe('class LSTMCell: ...');
  const before = all.map(({ file }) => readFileSync(file, 'utf8'));
  for (const { sync } of all) await sync.sync();
  expect(all.map(({ file }) => readFileSync(file, 'utf8'))).toEqual(before);
});

it('takes a line that arrives in pieces when it is whole', async () => {
  const folder = temporaryFolder();
  const { history, sync, problems } = machine(folder, 'one');
  const line = formatHistoryLine({ v: EVENT_VERSION, id: idOf(1), at: 1, ...tick('far') });
  const foreign = join(folder, 'far.jsonl');
  appendFileSync(foreign, line.slice(0, 20));
  await sync.sync();
  expect(history.ledger.item('far', [])).toBe('open');
  appendFileSync(foreign, line.slice(20));
  await sync.sync();
  expect(history.ledger.item('far', [])).toBe('ticked');
  expect(problems).toEqual([]);
});

it('keeps what it took over when the other file is cut or gone', async () => {
  const folder = temporaryFolder();
  const [one, two] = [machine(folder, 'one'), machine(folder, 'two')];
  one.history.append(tick('a'));
  await one.sync.sync();
  await two.sync.sync();
  truncateSync(one.file, 5);
  await two.sync.sync();
  rmSync(one.file);
  await two.sync.sync();
  expect(two.history.ledger.item('a', [])).toBe('ticked');
});

it('fills its own file again when the drive lost it', async () => {
  const folder = temporaryFolder();
  const { history, sync, file } = machine(folder, 'one');
  const { id } = history.append(tick('a'));
  await sync.sync();
  rmSync(file);
  await sync.sync();
  expect(readFileSync(file, 'utf8')).toContain(id);
});

it('says once that the folder is not there, and goes on when it is', async () => {
  const folder = join(temporaryFolder(), 'drive');
  const { history, sync, problems, file } = machine(folder, 'one');
  history.append(tick('a'));
  await sync.sync();
  await sync.sync();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/cannot be used to share your progress .* Nothing is lost/);
  expect(existsSync(file)).toBe(false);
  mkdirSync(folder);
  await sync.sync();
  expect(existsSync(file)).toBe(true);
});
