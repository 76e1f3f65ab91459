/**
 * Submissions that attack their class: nobody's verdict but their own moves, whoever grades, and nothing is left.
 * What a kernel without Landlock cannot prevent is in docs/class.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseReport } from '../../src/protocol/class-report.ts';
import { HANGS_MS } from '../limits.ts';
import { CODING, hasTorch, ROOT, testPython } from '../python.ts';

const ATTACKS = join(import.meta.dirname, 'attacks');
const attacks = readdirSync(ATTACKS)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -'.py'.length));
/** Neighbours on both sides of every attack, right and wrong by turns. */
const STUDENTS = attacks.length + 1;
const NOBODY = 65534;
const root = process.getuid?.() === 0;

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

const graders: readonly (readonly [who: string, identity: Identity])[] = [
  [root ? 'root' : 'an ordinary user', {}],
  ...(root ? ([['an ordinary user', { uid: NOBODY, gid: NOBODY }]] as const) : []),
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attacks-'));
  chmodSync(folder, 0o777);
  // Where an ordinary user can read it, wherever the project lies.
  for (const part of ['dist', 'drills/coding/lstm-cell', 'drills/coding/mistakes.yaml']) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

/** The newest torch that this user may use. */
function pythonFor(identity: Identity): string | undefined {
  return [testPython(), '/usr/bin/python3'].find((python) => hasTorch(python, identity));
}

function classOf(name: string): string {
  const top = join(folder, name);
  const wrong = join(CODING, 'lstm-cell/starter.py');
  const hand = (student: string, from: string) => {
    mkdirSync(join(top, student), { recursive: true });
    cpSync(from, join(top, student, 'lstm.py'));
  };
  for (let at = 0; at < STUDENTS; at += 1) {
    hand(`student-${at}`, at % 3 === 1 ? join(CODING, 'lstm-cell/solution.py') : wrong);
  }
  for (const [at, attack] of attacks.entries())
    hand(`student-${at}-${attack}`, join(ATTACKS, `${attack}.py`));
  return top;
}

function contentsOf(top: string): ReadonlyMap<string, string> {
  const names = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.py'),
  );
  return new Map(names.map((name) => [name, readFileSync(join(top, name), 'utf8')]));
}

async function gradeAs(identity: Identity, python: string, top: string, report: string) {
  const child = spawn(
    process.execPath,
    [
      join(folder, 'dist/cli.js'),
      ...['check', 'lstm-cell', join(top, '*/lstm.py'), '--quiet', '--jobs', '2'],
      ...['--python', python, '--timeout', `${HANGS_MS / 6000}`, '--report', report],
    ],
    {
      ...identity,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: folder },
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = await new Promise<readonly [number | null, string | null]>((resolve) =>
    child.once('exit', (...how) => resolve(how)),
  );
  if (!existsSync(report)) throw new Error(said);
  return { ended, results: parseReport(readFileSync(report, 'utf8'))?.results ?? [] };
}

/** Processes that an attack has left behind. Those of other tests, which grade classes at the same time, do not count. */
function leftBehind(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        const ours = () => readFileSync(`/proc/${pid}/environ`, 'latin1').includes(folder);
        const left =
          line.includes('left-by-an-attack') || (line.includes('grader.batch') && ours());
        return left ? [line] : [];
      } catch {
        return [];
      }
    });
}

describe.runIf(process.platform === 'linux').each(graders)(
  'a class that is graded by %s',
  (who, identity) => {
    const top = () => join(folder, who);
    let graded: Awaited<ReturnType<typeof gradeAs>>;
    let before: ReadonlyMap<string, string>;
    beforeAll(async () => {
      const python = pythonFor(identity);
      if (python === undefined) throw new Error(`No torch that ${who} may use.`);
      before = contentsOf(classOf(who));
      if (identity.uid !== undefined) spawnSync('chown', ['-R', `${identity.uid}`, folder]);
      graded = await gradeAs(identity, python, top(), join(folder, `${who}.json`));
    });

    it('has a verdict for everybody, and an end of its own', () => {
      expect(graded.ended).toEqual([1, null]);
      expect(graded.results).toHaveLength(STUDENTS + attacks.length);
    });

    it('gives every neighbour the verdict of their own program', () => {
      for (let at = 0; at < STUDENTS; at += 1) {
        const found = graded.results.find(
          ({ submission }) => submission === `student-${at}/lstm.py`,
        );
        expect([at, found?.outcome, found?.passed]).toEqual([at, 'graded', at % 3 === 1]);
      }
    });

    it.each(attacks)('lets nobody pass who %s', (attack) => {
      const found = graded.results.find(({ submission }) =>
        submission.endsWith(`-${attack}/lstm.py`),
      );
      expect(found).toMatchObject({ passed: false });
    });

    it('finds every file as it was handed in', () => {
      expect(contentsOf(top())).toEqual(before);
    });

    it('leaves no process behind', async () => {
      await vi.waitFor(() => expect(leftBehind()).toEqual([]), {
        timeout: HANGS_MS / 2, // before the test's own limit, so that the failure names what was left
        interval: 50,
      });
    });
  },
);
