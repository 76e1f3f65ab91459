import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GraderPool, type PoolOptions } from '../../../src/node/grader/pool.ts';
import { ATTENTION, PACKAGE_ROOT, testPython } from '../../python.ts';
import { expectNothingLeft, workerProcesses } from './processes.ts';

const python = testPython();
const pools: GraderPool[] = [];
let folder = '';

function pool(options: Partial<PoolOptions> = {}): GraderPool {
  const made = new GraderPool({
    python: () => Promise.resolve({ kind: 'found', path: python }),
    packageRoot: PACKAGE_ROOT,
    ...options,
  });
  pools.push(made);
  return made;
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const solution = { drillFolder: ATTENTION, file: join(ATTENTION, 'solution.py') };
const request = (path: string) => ({ drillFolder: ATTENTION, file: path });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pool-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(pools.splice(0).map((one) => one.close()));
  await expectNothingLeft();
});

describe('the pool of grading processes', () => {
  it('passes a correct file and names a mistake, each in a process of its own', async () => {
    const grader = pool();
    grader.warm();
    expect(await grader.check(solution)).toMatchObject({ outcome: 'graded', passed: true });
    const wrong = await grader.check(request(join(ATTENTION, 'mistakes/scale-missing.py')));
    expect(wrong).toMatchObject({
      outcome: 'graded',
      passed: false,
      mistakes: [{ id: 'scale-missing' }],
    });
  });

  it('keeps one spare, before and after a check', async () => {
    const grader = pool();
    grader.warm();
    await expectNothingLeft(1);
    const [spare] = workerProcesses();
    await grader.check(solution);
    await expectNothingLeft(1);
    expect(workerProcesses()).not.toContain(spare);
  });

  it('gives the spare back after idle minutes, and checks again later', async () => {
    const grader = pool({ idleMs: 300 });
    await grader.check(solution);
    await expectNothingLeft();
    expect(await grader.check(solution)).toMatchObject({ passed: true });
  });

  it('replaces a spare that was ended from outside', async () => {
    const grader = pool();
    grader.warm();
    await expectNothingLeft(1);
    process.kill(Number(workerProcesses()[0]), 'SIGKILL');
    await expectNothingLeft();
    expect(await grader.check(solution)).toMatchObject({ passed: true });
  });

  it('lets the latest check of a file win, and leaves other files alone', async () => {
    const grader = pool();
    const slow = file('slow.py', 'while True: pass\n');
    const first = grader.check(request(slow));
    const other = grader.check(solution);
    const second = grader.check(request(slow));
    writeFileSync(slow, 'raise ValueError("new text")\n');
    expect(await first).toEqual({ outcome: 'cancelled' });
    expect(await second).toMatchObject({ mistakes: [{ id: 'raises' }] });
    expect(await other).toMatchObject({ passed: true });
  });

  it('cancels a running check and a waiting one', async () => {
    const grader = pool();
    grader.warm();
    await expectNothingLeft(1);
    const slow = file('endless.py', 'while True: pass\n');
    const stop = new AbortController();
    const running = grader.check(request(slow), stop.signal);
    const waiting = grader.check(solution, stop.signal);
    stop.abort();
    expect(await running).toEqual({ outcome: 'cancelled' });
    expect(await waiting).toEqual({ outcome: 'cancelled' });
    expect(await grader.check(solution, stop.signal)).toEqual({ outcome: 'cancelled' });
    expect(await grader.check(solution)).toMatchObject({ passed: true });
  });

  it('tells the line that hangs, when Python does', async () => {
    const slow = file('hangs.py', 'import time\n\ntime.sleep(60)\n');
    const outcome = await pool({ deadlineMs: () => 2000 }).check(request(slow));
    expect(outcome).toMatchObject({ outcome: 'timed-out', seconds: 1.6, line: 3 });
    expect(outcome.outcome === 'timed-out' && outcome.soFar?.mistakes[0]?.id).toBe('times-out');
  });

  it('stops after one stage when asked to', async () => {
    const outcome = await pool().check({ ...solution, stage: 'parses' });
    expect(outcome.outcome === 'graded' && outcome.checks.map((one) => one.id)).toEqual(['parses']);
  });

  it('says why it cannot start, and starts once it can', async () => {
    let path = join(folder, 'no-python');
    const grader = pool({ python: () => Promise.resolve({ kind: 'found', path }) });
    expect(await grader.check(solution)).toMatchObject({
      outcome: 'cannot-start',
      reason: expect.stringContaining('no-python cannot be started') as string,
    });
    path = python;
    expect(await grader.check(solution)).toMatchObject({ passed: true });
  });

  it('passes on why there is no Python, even when asking throws', async () => {
    const none = pool({ python: () => Promise.resolve({ kind: 'none', reason: 'No Python.' }) });
    expect(await none.check(solution)).toEqual({ outcome: 'cannot-start', reason: 'No Python.' });
    const throws = pool({ python: () => Promise.reject(new Error('Broken.')) });
    expect(await throws.check(solution)).toEqual({ outcome: 'cannot-start', reason: 'Broken.' });
  });

  it('says which file is missing', async () => {
    const gone = join(folder, 'gone.py');
    expect(await pool().check(request(gone))).toMatchObject({
      outcome: 'cannot-start',
      reason: expect.stringContaining(gone) as string,
    });
  });

  it('reads a path in any script', async () => {
    const path = file('zé 演習 🚀 "x".py', 'import os\nos._exit(3)\n');
    expect(await pool().check(request(path))).toMatchObject({ outcome: 'crashed' });
  });

  it('cancels what runs when it is disposed, and starts nothing afterwards', async () => {
    const grader = pool();
    const running = grader.check(request(file('forever.py', 'while True: pass\n')));
    grader.dispose();
    expect(await running).toEqual({ outcome: 'cancelled' });
    grader.warm();
    expect(await grader.check(solution)).toEqual({ outcome: 'cancelled' });
  });
});
