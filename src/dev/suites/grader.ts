/** The grader under every torch that we support: its own tests, the proof of every drill, and rewritten programs. */
import { basename } from 'node:path';
import type { Interpreter } from '../../core/ports.ts';
import { runTests } from '../testing/program.ts';
import { isSelected, type Job, type Suite, type JobContext } from '../testing/suite.ts';
import { codingDrills } from './drills.ts';
import { prove } from './proof.ts';
import { testFiles } from './test-files.ts';

/** The two that tests cover, by their place among the Pythons that are provided. */
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
          : [job(`its own tests, ${title}`, which, (shop, one) => unittests(shop, one, patterns))]),
        ...(drills.length === 0
          ? []
          : [
              job(`proof, ${title}`, which, (shop, one) =>
                prove(shop, one, {
                  drills: all ? [] : drills,
                  flags: ['--frozen', ...(selection.soak ? [] : quick(which))],
                }),
              ),
            ]),
      ]),
      // What a changed program computes does not depend on the version.
      ...(drills.length === 0
        ? []
        : [
            job('broken programs', 0, (shop, one) =>
              prove(shop, one, {
                drills: all ? [] : drills,
                flags: ['--broken', '--sample', selection.soak ? '80' : BROKEN_SAMPLE],
              }),
            ),
            job('transforms', 0, (shop, one) =>
              transforms(shop, one, [...(all ? [] : drills), ...(selection.soak ? ['--all'] : [])]),
            ),
          ]),
    ];
  },
};

/** Another third of the changes under each; every program under the newest, and one of each mistake under the oldest. */
function quick(which: number): readonly string[] {
  return ['--quick', '--seed', `${which + 1}`, ...(which === 0 ? [] : ['--fewest'])];
}

function job(
  title: string,
  which: number,
  work: (workshop: JobContext, python: Interpreter) => Promise<void>,
): Job {
  return {
    title,
    async run(workshop) {
      const { interpreters, missing } = await workshop.provisions.pythons();
      const python = interpreters[which];
      if (python !== undefined) return work(workshop, python);
      const detail = missing.join(' ');
      if (interpreters.length === 0) throw new Error(detail);
      workshop.tell({ name: title, outcome: 'skipped', ms: 0, detail });
    },
  };
}

function unittests(
  workshop: JobContext,
  { path }: Interpreter,
  patterns: readonly string[],
): Promise<void> {
  return runTests(workshop, {
    command: path,
    args: ['-m', 'test.grader', ...patterns],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  });
}

/** Rewritten programs, graded by the hundred in one process that forks. */
function transforms(
  workshop: JobContext,
  { path }: Interpreter,
  args: readonly string[],
): Promise<void> {
  return runTests(workshop, {
    command: path,
    args: ['-W', 'ignore', 'test/drills/transforms.py', ...args],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  });
}
