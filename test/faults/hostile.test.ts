/** Nothing that a candidate's file does hurts the next check, or leaves anything behind. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckOutcome, CheckRequest } from '../../src/core/ports.ts';
import { BatchGrader } from '../../src/node/grader/batch.ts';
import { GraderPool } from '../../src/node/grader/pool.ts';
import { HANGS_MS, SLOWNESS } from '../limits.ts';
import { expectNothingLeft } from '../node/grader/processes.ts';
import { ATTENTION, PACKAGE_ROOT, testPython } from '../python.ts';
import { SOAK } from '../sample.ts';
import { firstMistakeOf, hostileFiles, lineOf, wordFor, type Hostile } from './hostile.ts';

const path = testPython();
const options = {
  python: () => Promise.resolve({ kind: 'found', path } as const),
  packageRoot: PACKAGE_ROOT,
};
const all = hostileFiles();
const folder = mkdtempSync(join(tmpdir(), 'hostile-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function request(name: string, content?: string | Buffer) {
  const file = join(folder, name);
  if (content !== undefined) writeFileSync(file, content);
  return { drillFolder: ATTENTION, file };
}
const solution = { drillFolder: ATTENTION, file: join(ATTENTION, 'solution.py') };

/** Nobody waits long for what may hang; the others have as long as a busy machine takes. */
const HANGING_MS = 3000 * SLOWNESS;
/** In a fork nothing has to start; but where it hangs is only noted when it has its turn. */
const soonest = ({ line }: Hostile): number => HANGING_MS / (line === undefined ? 3 : 2);
const mayHang = ({ outcomes }: Hostile): boolean => outcomes.includes('timed-out');

function expectAsSaid(outcome: CheckOutcome, { outcomes, mistake, line }: Hostile): void {
  const told = JSON.stringify(outcome).slice(0, 2000);
  expect(outcomes, told).toContain(wordFor(outcome));
  if (mistake !== undefined) expect(firstMistakeOf(outcome), told).toBe(mistake);
  if (line !== undefined) expect(lineOf(outcome), told).toBe(line);
}

it('hostile files are many', () => {
  expect(all.length).toBeGreaterThan(50);
  const outcomes = new Set(alone.flatMap((one) => one.outcomes));
  expect([...outcomes].sort()).toEqual(['crashed', 'failed', 'passed', 'timed-out']);
});

/** One of every outcome, and a forgery. None keeps a core busy until its time is up. */
const SOME = [
  ...['process-in-a-session-of-its-own.py', 'scribbles-on-every-descriptor.py', 'kill-self.py'],
  ...['sleep.py', 'forged-by-printing.py'],
];
/** The soak starts torch for every file. */
const alone = SOAK ? all : all.filter(({ name }) => SOME.includes(name));

describe.runIf(process.platform === 'linux')('in a process of its own, a hostile file', () => {
  let deadline = HANGS_MS;
  const grader = new GraderPool({ ...options, deadlineMs: () => deadline });
  beforeAll(() => grader.warm(ATTENTION));
  afterAll(async () => {
    await grader.close();
    await expectNothingLeft();
  });

  it.each(alone)('$name: $outcomes', async (hostile) => {
    await expectNothingLeft(1);
    deadline = mayHang(hostile) ? HANGING_MS : HANGS_MS;
    const outcome = await grader.check(request(hostile.name, hostile.content));
    expectAsSaid(outcome, hostile);
    deadline = HANGS_MS;
    if (SOAK) expect(await grader.check(solution)).toMatchObject({ passed: true });
  });

  it('that is deleted before or while it is checked', async () => {
    for (const delayMs of [0, 20]) {
      await expectNothingLeft(1);
      const deleted = request('deleted.py', 'import time\ntime.sleep(0.05)\n');
      const outcome = grader.check(deleted);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      rmSync(deleted.file);
      expect(['failed', 'cannot-start']).toContain(wordFor(await outcome));
    }
  });

  it('leaves the next check as it was', async () => {
    expect(await grader.check(solution)).toMatchObject({ outcome: 'graded', passed: true });
    await expectNothingLeft(1);
  });
});

/** Those that hang cost their time once more, so only where they had no process of their own. */
const forked = all.filter((one) => !mayHang(one) || !alone.includes(one));

/** One after the other, each followed by a correct file. */
describe.runIf(process.platform === 'linux')('in a fork of one process, a hostile file', () => {
  const grader = new BatchGrader({ ...options, deadlineMs: () => HANGS_MS });
  const check = (...files: readonly CheckRequest[]) =>
    Promise.all(files.map((one) => grader.check(one)));
  const outcomes = new Map<string, readonly CheckOutcome[]>();
  beforeAll(async () => {
    await Promise.all(
      forked.map(async (hostile) => {
        const deadlineMs = mayHang(hostile) ? soonest(hostile) : HANGS_MS;
        const file = { ...request(hostile.name, hostile.content), deadlineMs };
        outcomes.set(hostile.name, await check(file, solution));
      }),
    );
    // The limit covers all files together.
  }, 10 * HANGS_MS);
  afterAll(async () => {
    await grader.close();
    await expectNothingLeft();
  });

  it.each(forked)('$name: $outcomes', (hostile) => {
    const [outcome, next] = outcomes.get(hostile.name) ?? [];
    if (outcome === undefined) throw new Error('It was not graded.');
    expectAsSaid(outcome, hostile);
    expect(next).toMatchObject({ outcome: 'graded', passed: true });
  });

  it('is not what a folder is, nor a pipe that nobody writes to', async () => {
    const pipe = request('pipe.py');
    spawnSync('mkfifo', [pipe.file]);
    const told = await check(request('.'), pipe, solution);
    expect(told.map(wordFor)).toEqual(['cannot-start', 'cannot-start', 'passed']);
  });
});
