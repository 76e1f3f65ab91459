import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { CheckOutcome } from '../../../src/core/ports.ts';
import { BatchGrader } from '../../../src/node/grader/batch.ts';
import { GraderPool } from '../../../src/node/grader/pool.ts';
import { ATTENTION, PACKAGE_ROOT, testPython } from '../../python.ts';
import { expectNothingLeft } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'batch-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TRICKY = {
  'loops.py': 'import time\n\nwhile True:\n    time.sleep(0.1)\n',
  'hangs-deep.py': 'import re\nre.match(r"(a+)+$", "a" * 60 + "b")\n',
  'segfaults.py': 'import ctypes\nctypes.string_at(0)\n',
  'exits.py': 'import os\nos._exit(7)\n',
  'kills-itself.py': 'import os\nos.kill(os.getpid(), 9)\n',
  'closes.py': 'import os\nos.closerange(0, 4096)\n',
  'talks.py': 'print("hello")\nimport os\nos.write(1, b"there")\n1 / 0\n',
  'writes-here.py':
    'import os\nassert os.listdir(".") in ([], ["faults.txt"]), os.listdir(".")\nopen("x", "w").close()\n',
  'writes-here-too.py':
    'import os\nassert os.listdir(".") in ([], ["faults.txt"]), os.listdir(".")\nopen("x", "w").close()\n',
  'leaves-a-process.py':
    'import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(3600)\n',
  'prints-a-lot.py': 'for n in range(100000): print(n)\n',
};

function withoutTime(outcome: CheckOutcome): unknown {
  return JSON.parse(
    JSON.stringify(outcome, (key, value: unknown) => (key === 'durationMs' ? 0 : value)),
  );
}

describe.runIf(process.platform === 'linux')('grading many files by forking', () => {
  it('tells the same as a fresh process each', { timeout: 180_000 }, async () => {
    for (const [name, text] of Object.entries(TRICKY)) writeFileSync(join(folder, name), text);
    const mistakes = readdirSync(join(ATTENTION, 'mistakes'))
      .filter((name) => name.endsWith('.py') && !name.startsWith('times-out'))
      .filter((_, at) => at % 8 === 0);
    const files = [
      ...Object.keys(TRICKY).map((name) => join(folder, name)),
      ...mistakes.map((name) => join(ATTENTION, 'mistakes', name)),
      join(ATTENTION, 'solution.py'),
      join(folder, 'missing.py'),
    ];
    const python = testPython();
    const options = {
      python: () => Promise.resolve({ kind: 'found', path: python } as const),
      packageRoot: PACKAGE_ROOT,
      deadlineMs: () => 4000,
      size: 2,
    };
    const [batch, pool] = [new BatchGrader(options), new GraderPool(options)];
    for (const grader of [batch, pool]) grader.warm();
    const outcomes = async (grader: BatchGrader | GraderPool) =>
      Promise.all(files.map((file) => grader.check({ drillFolder: ATTENTION, file })));
    const together = await outcomes(batch);
    await batch.close();
    await expectNothingLeft(2);
    const alone = await outcomes(pool);
    await pool.close();
    await expectNothingLeft();
    for (const [at, file] of files.entries()) {
      const [one, other] = [together[at], alone[at]];
      if (one === undefined || other === undefined) throw new Error(file);
      expect(withoutTime(one), file).toEqual(withoutTime(other));
    }
    expect(together[2]).toMatchObject({ outcome: 'crashed', line: 2 });
  });

  it('says so when there can be no temporary folder', async () => {
    const options = {
      python: () => Promise.resolve({ kind: 'found', path: testPython() } as const),
      packageRoot: PACKAGE_ROOT,
    };
    const none = join(folder, 'no-such-folder');
    vi.stubEnv('TMPDIR', none);
    for (const grader of [new BatchGrader(options), new GraderPool(options)]) {
      const request = { drillFolder: ATTENTION, file: join(ATTENTION, 'solution.py') };
      expect(await grader.check(request)).toEqual({
        outcome: 'cannot-start',
        reason: expect.stringContaining(`${none} (ENOENT): set TMPDIR to a folder`) as string,
      });
      await grader.close();
    }
    vi.unstubAllEnvs();
  });
});
