import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { GraderPool, type PoolOptions } from '../../../src/node/grader/pool.ts';
import { ATTENTION, testPython } from '../../python.ts';
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

  it('starts no more than are waited for where no spare is wanted', async () => {
    const grader = pool({ keepsSpares: false });
    const both = [grader.check(right), grader.check(request('too.py', ''))];
    expect(await Promise.all(both)).toMatchObject([{ passed: true }, { passed: true }]);
    await expectNothingLeft();
    expect(await grader.check(right)).toMatchObject({ passed: true });
    await expectNothingLeft();
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
