/** Machines that share nothing but what Settings Sync carries: a value under one key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Memento } from 'vscode';
import { itemState } from '../../src/core/checklist-facts.ts';
import { Schedule } from '../../src/core/schedule/schedule.ts';
import { SUMMARY_KEY, SyncedProgress } from '../../src/host/progress/synced-progress.ts';
import { exercise, indexWith } from '../core/schedule/exercises.ts';
import { temporaryFolder } from '../node/folders.ts';
import { HANGS_MS } from '../limits.ts';
import { open, tick } from '../node/open-history.ts';

const relu = exercise('rapid-fire/relu', 'rapid-fire', ['activations'], 1);
const index = indexWith([relu]);
/** Written when the test asks. */
const NEVER = 1e8;

/** The global state of an extension, as VS Code keeps it. */
class Carried implements Pick<Memento, 'get' | 'update'> {
  readonly values = new Map<string, unknown>();
  writes = 0;
  /** Whether VS Code loses the next write. */
  loses = false;

  get(key: string) {
    return this.values.get(key) as never;
  }

  update(key: string, value: unknown): Promise<void> {
    this.writes += 1;
    if (!this.loses) this.values.set(key, JSON.parse(JSON.stringify(value)));
    this.loses = false;
    return Promise.resolve();
  }
}

function machine(memory: Carried, ahead = 0, writeMs = NEVER) {
  const history = open(join(temporaryFolder(), 'history.jsonl'), {
    now: () => Date.now() + ahead,
  });
  const travelled = new SyncedProgress({
    ...{ memory, history, index: () => index, writeMs },
    log: (problem) => {
      throw new Error(problem);
    },
  });
  onTestFinished(() => travelled.dispose());
  return {
    history,
    travelled,
    state: (item: string) => itemState(travelled.checklist, item, []),
    due: () =>
      new Schedule(
        history.ledger,
        index.exercises,
        { retention: 0.9, interview: null },
        travelled.summary.reviews,
      ).of(relu.id)?.due,
  };
}

function practise({ history }: ReturnType<typeof machine>): void {
  const attempt = { attempt: `a-${Math.random()}`, session: 's' };
  const { drill, file, phase } = { drill: relu.id, file: null, phase: 'answer' };
  history.append({ kind: 'attempt-started', exerciseId: drill, file, phase, ...attempt });
  history.append({ kind: 'clock-resumed', ...attempt });
  history.append({ kind: 'attempt-rated', attempt: attempt.attempt, rating: 3 });
  history.append({ kind: 'attempt-finished', ...attempt });
}

it('shows on another machine what was ticked and practised, and writes nothing into its log', async () => {
  const memory = new Carried();
  const one = machine(memory);
  one.history.append(tick('bert-gpt'));
  practise(one);
  await one.travelled.write();
  const other = machine(memory);
  expect(other.state('bert-gpt')).toBe('ticked');
  expect(other.due()).toBe(one.due());
  expect(await other.history.events()).toEqual([]);
  await other.travelled.write();
  expect(memory.writes).toBe(1);
});

it('settles when machines write over each other: each adds what it knows, then none writes', async () => {
  const memory = new Carried();
  const [one, other] = [machine(memory), machine(memory)];
  one.history.append(tick('a'));
  other.history.append(tick('b'));
  await one.travelled.write();
  const onlyOne = memory.get(SUMMARY_KEY);
  await other.travelled.write();
  // Settings Sync took the first over the second.
  memory.values.set(SUMMARY_KEY, onlyOne);
  await other.travelled.write();
  await one.travelled.write();
  const { writes } = memory;
  for (const { travelled } of [one, other, one]) await travelled.write();
  expect(memory.writes).toBe(writes);
  for (const { state } of [one, other])
    expect([state('a'), state('b')]).toEqual(['ticked', 'ticked']);
});

it('never sets what was done here after what was done there, also when their clock runs ahead', async () => {
  const memory = new Carried();
  const ahead = machine(memory, 3_600_000);
  ahead.history.append(tick('a'));
  await ahead.travelled.write();
  const here = machine(memory);
  expect(here.state('a')).toBe('ticked');
  here.history.append(tick('a', false));
  expect(here.state('a')).toBe('open');
  await here.travelled.write();
  ahead.travelled.read();
  expect(ahead.state('a')).toBe('open');
});

it('tells when something arrived, once', async () => {
  const memory = new Carried();
  const [one, other] = [machine(memory), machine(memory)];
  let heard = 0;
  other.travelled.onDidChange(() => (heard += 1));
  one.history.append(tick('a'));
  await one.travelled.write();
  other.travelled.read();
  other.travelled.read();
  expect(heard).toBe(1);
});

it('counts once what also came with the log', async () => {
  const memory = new Carried();
  const [one, other] = [machine(memory), machine(memory)];
  practise(one);
  practise(one);
  await one.travelled.write();
  other.travelled.read();
  await other.history.adopt(await one.history.events());
  expect(other.due()).toBe(one.due());
  const lines = readFileSync(other.history.file, 'utf8').trim().split('\n');
  expect(lines).toHaveLength((await one.history.events()).length);
});

it('keeps what it saw when an older value comes back for a moment, and writes it again', async () => {
  const memory = new Carried();
  const [one, other] = [machine(memory), machine(memory)];
  one.history.append(tick('a'));
  await one.travelled.write();
  other.travelled.read();
  memory.values.delete(SUMMARY_KEY);
  other.travelled.read();
  expect(other.state('a')).toBe('ticked');
  await other.travelled.write();
  expect(machine(memory).state('a')).toBe('ticked');
});

it('writes again what VS Code did not keep', async () => {
  const memory = new Carried();
  memory.loses = true;
  const { history } = machine(memory, 0, 1);
  history.append(tick('a'));
  await expect.poll(() => memory.get(SUMMARY_KEY), { timeout: HANGS_MS }).toBeDefined();
  expect(machine(memory).state('a')).toBe('ticked');
});

it('leaves alone what a newer version wrote', async () => {
  const memory = new Carried();
  const newer = { v: 2, secrets: 'of the future' };
  memory.values.set(SUMMARY_KEY, newer);
  const { history, travelled, state } = machine(memory);
  history.append(tick('a'));
  await travelled.write();
  expect(memory.get(SUMMARY_KEY)).toBe(newer);
  expect(state('a')).toBe('ticked');
});
