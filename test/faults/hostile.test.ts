/** Nothing that a candidate's file does hurts the next check, or leaves anything behind. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraderPool } from '../../src/node/grader/pool.ts';
import { expectNothingLeft } from '../node/grader/processes.ts';
import { ATTENTION, PACKAGE_ROOT, testPython } from '../python.ts';
import { firstMistakeOf, hostileFiles, lineOf, wordFor } from './hostile.ts';

const DEADLINE_MS = 5000;
/** For what is around a check on a busy machine: the start of Python, and the test itself. */
const AROUND_MS = 10_000;

describe.runIf(process.platform === 'linux')('hostile files', () => {
  let grader: GraderPool;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-test-'));
    const python = testPython();
    grader = new GraderPool({
      python: () => Promise.resolve({ kind: 'found', path: python }),
      packageRoot: PACKAGE_ROOT,
      deadlineMs: () => DEADLINE_MS,
    });
    grader.warm();
    await expectNothingLeft(1);
  });
  afterAll(async () => {
    await grader.close();
    rmSync(folder, { recursive: true });
    await expectNothingLeft();
  });

  async function correctFilePasses(): Promise<void> {
    const outcome = await grader.check({
      drillFolder: ATTENTION,
      file: join(ATTENTION, 'solution.py'),
    });
    expect(outcome).toMatchObject({ outcome: 'graded', passed: true });
  }

  it('are many', () => {
    expect(hostileFiles().length).toBeGreaterThan(50);
  });

  it.each(hostileFiles())(
    '$name: $outcomes',
    async (hostile) => {
      const { name, content, outcomes, mistake, line } = hostile;
      const file = join(folder, name);
      writeFileSync(file, content);
      await expectNothingLeft(1);
      const began = performance.now();
      const outcome = await grader.check({ drillFolder: ATTENTION, file });
      const tookMs = performance.now() - began;
      const told = JSON.stringify(outcome).slice(0, 2000);
      expect(outcomes, told).toContain(wordFor(outcome));
      if (mistake !== undefined) expect(firstMistakeOf(outcome), told).toBe(mistake);
      if (line !== undefined) expect(lineOf(outcome), told).toBe(line);
      expect(tookMs).toBeLessThan(DEADLINE_MS + AROUND_MS);
      await correctFilePasses();
      await expectNothingLeft(1);
    },
    60_000,
  );

  it('a file that is deleted before or while it is checked', async () => {
    const file = join(folder, 'deleted.py');
    for (const delayMs of [0, 5, 20]) {
      writeFileSync(file, 'import time\ntime.sleep(0.05)\n');
      const outcome = grader.check({ drillFolder: ATTENTION, file });
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      rmSync(file);
      expect(['failed', 'cannot-start']).toContain(wordFor(await outcome));
    }
    await correctFilePasses();
  });

  it('a folder, and a pipe that nobody writes to', async () => {
    const pipe = join(folder, 'pipe.py');
    spawnSync('mkfifo', [pipe]);
    const ofFolder = await grader.check({ drillFolder: ATTENTION, file: folder });
    expect(ofFolder.outcome).toBe('cannot-start');
    const ofPipe = await grader.check({ drillFolder: ATTENTION, file: pipe });
    expect(ofPipe.outcome).toBe('cannot-start');
    await correctFilePasses();
  });
});
