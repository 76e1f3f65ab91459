import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CheckOutcome, CheckRequest } from '../../../src/core/ports.ts';
import { BatchGrader } from '../../../src/node/grader/batch.ts';
import { GraderPool, type PoolOptions } from '../../../src/node/grader/pool.ts';
import { mistakeProgram } from '../../../src/dev/mistake-program.ts';
import { HANGS_MS } from '../../limits.ts';
import { ATTENTION, PACKAGE_ROOT, testPython } from '../../python.ts';
import { expectNothingLeft } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'batch-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Long enough for Python to note where a program hangs. */
const SHORT_MS = 5000;

const HANGING = {
  'hangs.py': 'import time\n\ntime.sleep(3600)\n',
  // With Python's lock held.
  'hangs-deep.py': 'import ctypes\nctypes.PyDLL(None).sleep(3600)\n',
};

const WRITES_HERE =
  'import os\nassert os.listdir(".") in ([], ["faults.txt"]), os.listdir(".")\nopen("x", "w").close()\n';
const LEAVES_A_PROCESS = 'import time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(3600)\n';
const TALKS = 'print("hello")\nos.write(1, b"there")\n';
const PRINTS_A_LOT = 'for n in range(100000): print(n)\n';

/** Each does several things, because torch is started for each. */
const TRICKY = {
  'segfaults.py': 'import ctypes\nctypes.string_at(0)\n',
  // A path in any script.
  'zé 演習 🚀 "x".py': 'import os\nos._exit(7)\n',
  'leaves-and-talks.py': `${WRITES_HERE}${LEAVES_A_PROCESS}${TALKS}1 / 0\n`,
  'writes-too-and-prints.py': `${WRITES_HERE}${PRINTS_A_LOT}`,
  'writes-too-and-kills-itself.py': `${WRITES_HERE}os.kill(os.getpid(), 9)\n`,
  'closes.py': 'import os\nos.closerange(0, 4096)\n',
};

/** A drill that passes whatever does not raise, with a line in its grade.py. */
function gradeWith(line: string): string {
  return `from grader import contract, demo\n${line}\nSTAGES = (contract.parses(), demo.runs(lambda text, shapes: True))\n`;
}

/** How long a grade.py that hangs is waited for: as long as for a file. */
const SHORTEST_MS = 1000;

interface Grade {
  /** A line of grade.py. */
  readonly line: string;
  /** What is told of every file. */
  readonly told: object;
  readonly deadlineMs?: number;
}
const GRADES: Readonly<Record<string, Grade>> = {
  raises: {
    line: 'raise ValueError("of the grade")',
    told: cannotStart('ValueError: of the grade'),
  },
  leaves: { line: 'raise SystemExit(3)', told: cannotStart('SystemExit: 3') },
  'does-not-parse': { line: 'if', told: cannotStart('SyntaxError') },
  exits: {
    line: 'import os; os._exit(3)',
    told: { outcome: 'crashed', detail: expect.stringContaining('exit code 3') as string },
  },
  hangs: {
    line: 'import time; time.sleep(3600)',
    told: { outcome: 'timed-out', seconds: SHORTEST_MS / 1000 },
    deadlineMs: SHORTEST_MS,
  },
};

function cannotStart(why: string): object {
  return { outcome: 'cannot-start', reason: expect.stringContaining(why) as string };
}

function options(): PoolOptions {
  const python = testPython();
  return {
    python: () => Promise.resolve({ kind: 'found', path: python }),
    packageRoot: PACKAGE_ROOT,
    deadlineMs: () => HANGS_MS,
  };
}

/** Each file's outcome, by forking and by a fresh process each, which starts torch every time. */
async function bothWays(requests: readonly Omit<CheckRequest, 'drillFolder'>[]) {
  const outcomes = async (grader: BatchGrader | GraderPool) => {
    const all = requests.map((one) => grader.check({ drillFolder: ATTENTION, ...one }));
    const found = (await Promise.all(all)).map(withoutTime);
    await grader.close();
    return found;
  };
  const [together, alone] = await Promise.all([
    outcomes(new BatchGrader(options())),
    outcomes(new GraderPool({ ...options(), keepsSpares: false })),
  ]);
  await expectNothingLeft();
  return { together, alone };
}

function withoutTime(outcome: CheckOutcome): unknown {
  return JSON.parse(
    JSON.stringify(outcome, (key, value: unknown) => (key === 'durationMs' ? 0 : value)),
  );
}

function drillWith(line: string, name: string): string {
  const drill = join(folder, name);
  mkdirSync(drill, { recursive: true });
  writeFileSync(join(drill, 'grade.py'), gradeWith(line));
  return drill;
}

function write(programs: Readonly<Record<string, string>>): readonly { readonly file: string }[] {
  return Object.entries(programs).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return { file };
  });
}

describe.runIf(process.platform === 'linux')('grading many files by forking', () => {
  it('tells the same as a fresh process each', async () => {
    const solution = join(ATTENTION, 'solution.py');
    const missing = join(folder, 'missing.py');
    const { together, alone } = await bothWays([
      ...write({ 'scale-missing.py': mistakeProgram('multi-head-attention', 'scale-missing') }),
      ...write(HANGING).map((one) => ({ ...one, deadlineMs: SHORT_MS })),
      { file: solution },
      // Another file: a later check of the same one would cancel the first.
      ...write({ 'again.py': readFileSync(solution, 'utf8') }).map((one) => {
        return { ...one, stage: 'parses' };
      }),
      { file: missing },
      ...write(TRICKY),
    ]);
    expect(together).toEqual(alone);
    expect(alone.slice(0, 7)).toMatchObject([
      { outcome: 'graded', passed: false, mistakes: [{ id: 'scale-missing' }] },
      { outcome: 'timed-out', seconds: 4, line: 3, soFar: { mistakes: [{ id: 'times-out' }] } },
      { outcome: 'timed-out', line: 2 },
      { outcome: 'graded', passed: true },
      { outcome: 'graded', checks: [{ id: 'parses' }] },
      cannotStart(missing),
      { outcome: 'crashed', line: 2 },
    ]);
  });

  it('tells of each file what is wrong with grade.py, and waits for none longer than it may take', async () => {
    const grader = new BatchGrader(options());
    const files = write({ 'one.py': 'x = 1\n', 'two.py': 'x = 2\n', 'three.py': 'x = 3\n' });
    const checks = Object.entries(GRADES).map(async ([name, { line, told, ...limits }]) => {
      const drillFolder = drillWith(line, name);
      const all = files.map((one) => grader.check({ drillFolder, ...one, ...limits }));
      expect(await Promise.all(all)).toMatchObject([told, told, told]);
    });
    await Promise.all(checks);
    await grader.close();
  });

  it('judges with the grade.py that is there', async () => {
    const drillFolder = drillWith('pass', 'replaced');
    const [right] = write({ 'right.py': 'print("(2, 3)")\n' });
    if (right === undefined) throw new Error('nothing was written');
    const grader = new BatchGrader(options());
    const check = () => grader.check({ drillFolder, ...right });
    // The third keeps the process, which has loaded grade.py for the second.
    const [first, second] = [check(), check(), check()];
    expect(await first).toMatchObject({ outcome: 'graded', passed: true });
    await second;
    drillWith('raise ValueError("replaced meanwhile")', 'replaced');
    expect(await check()).toMatchObject(cannotStart('replaced meanwhile'));
    await grader.close();
  });

  it('says so when there can be no temporary folder', async () => {
    const none = join(folder, 'no-such-folder');
    vi.stubEnv('TMPDIR', none);
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const grader of [new BatchGrader(options()), new GraderPool(options())]) {
      const request = { drillFolder: ATTENTION, file: join(ATTENTION, 'solution.py') };
      expect(await grader.check(request)).toEqual({
        outcome: 'cannot-start',
        reason: expect.stringContaining(`${none} (ENOENT). Set TMPDIR to a folder`) as string,
      });
      await grader.close();
    }
  });
});
