/** The grader under every torch that we support: its own tests, the proof of every drill, and rewritten programs. */
import { basename } from 'node:path';
import type { Interpreter } from '../../core/ports.ts';
import { runTests } from '../program.ts';
import { isSelected, type Job, type Suite, type JobContext } from '../suite.ts';
import { codingDrills } from './drills.ts';
import { prove } from './proof.ts';
import { testFiles } from './test-files.ts';

/** The two versions under test, in the order in which their Pythons are provided. */
const TORCHES = ['the newest torch', 'the oldest torch'] as const;

/** Broken programs of each drill that are tried; all that can be handed out differ from user to user. */
const BROKEN_SAMPLE = '1';

export const grader: Suite = {
  title: 'grader',
  jobs: (selection) => {
    const drills = codingDrills().filter((id) => isSelected(`drills/coding/${id}`, selection));
    const all = selection.files.length === 0;
    const modules = testFiles('test/grader', /\/test_\w+\.py$/)
      .filter((file) => isSelected(file, selection))
      .map((file) => basename(file, '.py'));
    const patterns = [
      ...(all ? [] : modules),
      ...(selection.grep === null ? [] : [selection.grep]),
    ];
    return [
      ...TORCHES.flatMap((title, which) => [
        ...(modules.length === 0
          ? []
          : [
              job(`its own tests, ${title}`, which, (context, one) =>
                unittests(context, one, patterns),
              ),
            ]),
        ...(drills.length === 0
          ? []
          : [
              job(`proof, ${title}`, which, (context, one) =>
                prove(context, one, {
                  drills,
                  flags: ['--frozen', ...(selection.soak ? [] : quick(which))],
                }),
              ),
            ]),
      ]),
      // What a changed program computes does not depend on the version.
      ...(drills.length === 0
        ? []
        : [
            job('broken programs', 0, (context, one) =>
              prove(context, one, {
                drills,
                flags: ['--broken', '--sample', selection.soak ? '80' : BROKEN_SAMPLE],
              }),
            ),
            job('transforms', 0, (context, one) =>
              transforms(context, one, [
                ...(all ? [] : drills),
                ...(selection.soak ? ['--all'] : []),
              ]),
            ),
          ]),
    ];
  },
};

/** Each torch gets a different third of the mutants; the newest gets every program, the oldest one program per mistake. */
function quick(which: number): readonly string[] {
  return ['--quick', '--seed', `${which + 1}`, ...(which === 0 ? [] : ['--fewest'])];
}

function job(
  title: string,
  which: number,
  work: (context: JobContext, python: Interpreter) => Promise<void>,
): Job {
  return {
    title,
    async run(context) {
      const { interpreters, missing } = await context.provisions.pythons();
      const python = interpreters[which];
      if (python !== undefined) return work(context, python);
      const detail = missing.join(' ');
      if (interpreters.length === 0) throw new Error(detail);
      context.tell({ name: title, outcome: 'skipped', ms: 0, detail });
    },
  };
}

function unittests(
  context: JobContext,
  { path }: Interpreter,
  patterns: readonly string[],
): Promise<void> {
  return runTests(context, {
    command: path,
    args: ['-m', 'test.grader', ...patterns],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  });
}

/** Rewritten programs, graded by the hundred in one process that forks. */
function transforms(
  context: JobContext,
  { path }: Interpreter,
  args: readonly string[],
): Promise<void> {
  return runTests(context, {
    command: path,
    args: ['-W', 'ignore', 'test/drills/transforms.py', ...args],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  });
}
