import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { mistakeProgram } from '../../../src/dev/mistake-program.ts';
import { GraderPool, type PoolOptions } from '../../../src/node/grader/pool.ts';
import { HANGS_MS } from '../../limits.ts';
import { ATTENTION, PACKAGE_ROOT, testPython } from '../../python.ts';
import { expectNothingLeft, workerProcesses } from './processes.ts';

const python = testPython();
const pools: GraderPool[] = [];
const folder = mkdtempSync(join(tmpdir(), 'pool-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A pool of processes that start without torch and pass every file that ends. */
function pool(options: Partial<PoolOptions> = {}): GraderPool {
  const made = new GraderPool({
    python: () => Promise.resolve({ kind: 'found', path: python }),
    packageRoot: join(import.meta.dirname, 'light'),
    ...options,
  });
  pools.push(made);
  return made;
}

function request(name: string, text: string) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return { drillFolder: ATTENTION, file };
}

const right = request('right.py', '');

describe('the pool of grading processes', () => {
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((one) => one.close()));
    await expectNothingLeft();
  });

  it('keeps one spare, before and after a check', async () => {
    const grader = pool();
    grader.warm();
    await expectNothingLeft(1);
    const [spare] = workerProcesses();
    expect(await grader.check(right)).toMatchObject({ outcome: 'graded', passed: true });
    await expectNothingLeft(1);
    expect(workerProcesses()).not.toContain(spare);
  });

  it('gives the spare back after idle minutes, and checks again later', async () => {
    const grader = pool({ idleMs: 300 });
    await grader.check(right);
    await expectNothingLeft();
    expect(await grader.check(right)).toMatchObject({ passed: true });
  });

  it('replaces a spare that was ended from outside', async () => {
    const grader = pool();
    grader.warm();
    await expectNothingLeft(1);
    process.kill(Number(workerProcesses()[0]), 'SIGKILL');
    await expectNothingLeft();
    expect(await grader.check(right)).toMatchObject({ passed: true });
  });

  it('lets the latest check of a file win, and leaves other files alone', async () => {
    const grader = pool();
    const slow = request('slow.py', 'while True: pass\n');
    const first = grader.check(slow);
    const other = grader.check(right);
    const second = grader.check(slow);
    writeFileSync(slow.file, '');
    expect(await first).toEqual({ outcome: 'cancelled' });
    expect(await second).toMatchObject({ passed: true });
    expect(await other).toMatchObject({ passed: true });
  });

  it('cancels a running check and a waiting one', async () => {
    const grader = pool();
    grader.warm();
    await expectNothingLeft(1);
    const stop = new AbortController();
    const running = grader.check(request('endless.py', 'while True: pass\n'), stop.signal);
    const waiting = grader.check(right, stop.signal);
    stop.abort();
    expect(await running).toEqual({ outcome: 'cancelled' });
    expect(await waiting).toEqual({ outcome: 'cancelled' });
    expect(await grader.check(right, stop.signal)).toEqual({ outcome: 'cancelled' });
    expect(await grader.check(right)).toMatchObject({ passed: true });
  });

  it('says why it cannot start, and starts once it can', async () => {
    let path = join(folder, 'no-python');
    const grader = pool({ python: () => Promise.resolve({ kind: 'found', path }) });
    expect(await grader.check(right)).toMatchObject({
      outcome: 'cannot-start',
      reason: expect.stringContaining('no-python cannot be started') as string,
    });
    path = python;
    expect(await grader.check(right)).toMatchObject({ passed: true });
  });

  it('passes on why there is no Python, even when asking throws', async () => {
    const none = pool({ python: () => Promise.resolve({ kind: 'none', reason: 'No Python.' }) });
    expect(await none.check(right)).toEqual({ outcome: 'cannot-start', reason: 'No Python.' });
    const throws = pool({ python: () => Promise.reject(new Error('Broken.')) });
    expect(await throws.check(right)).toEqual({ outcome: 'cannot-start', reason: 'Broken.' });
  });

  it('cancels what runs when it is disposed, and starts nothing afterwards', async () => {
    const grader = pool();
    const running = grader.check(request('forever.py', 'while True: pass\n'));
    grader.dispose();
    expect(await running).toEqual({ outcome: 'cancelled' });
    grader.warm();
    expect(await grader.check(right)).toEqual({ outcome: 'cancelled' });
  });
});

describe('the pool with the grader itself', () => {
  const grader = new GraderPool({
    python: () => Promise.resolve({ kind: 'found', path: python }),
    packageRoot: PACKAGE_ROOT,
    deadlineMs: () => deadlineMs,
  });
  let deadlineMs = HANGS_MS;
  const of = (file: string) => ({ drillFolder: ATTENTION, file });
  const solution = of(join(ATTENTION, 'solution.py'));
  afterAll(async () => {
    await grader.close();
    await expectNothingLeft();
  });

  it('passes a correct file and names a mistake, each in a process of its own', async () => {
    expect(await grader.check(solution)).toMatchObject({ outcome: 'graded', passed: true });
    const wrong = join(folder, 'scale-missing.py');
    writeFileSync(wrong, mistakeProgram('multi-head-attention', 'scale-missing'));
    expect(await grader.check(of(wrong))).toMatchObject({
      outcome: 'graded',
      passed: false,
      mistakes: [{ id: 'scale-missing' }],
    });
  });

  it('stops after one stage when asked to', async () => {
    const outcome = await grader.check({ ...solution, stage: 'parses' });
    expect(outcome.outcome === 'graded' && outcome.checks.map((one) => one.id)).toEqual(['parses']);
  });

  it('says which file is missing', async () => {
    const gone = join(folder, 'gone.py');
    expect(await grader.check(of(gone))).toMatchObject({
      outcome: 'cannot-start',
      reason: expect.stringContaining(gone) as string,
    });
  });

  it('reads a path in any script', async () => {
    const asked = request('zé 演習 🚀 "x".py', 'import os\nos._exit(3)\n');
    expect(await grader.check(asked)).toMatchObject({ outcome: 'crashed' });
  });

  it('tells the line that hangs, when Python does', async () => {
    deadlineMs = 5000;
    const outcome = await grader.check(request('hangs.py', 'import time\n\ntime.sleep(3600)\n'));
    expect(outcome).toMatchObject({ outcome: 'timed-out', seconds: 4, line: 3 });
    expect(outcome.outcome === 'timed-out' && outcome.soFar?.mistakes[0]?.id).toBe('times-out');
  });
});
