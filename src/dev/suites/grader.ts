/** The grader under every torch that we support: its own tests, the proof of every drill, and rewritten programs. */
import { basename } from 'node:path';
import type { Interpreter } from '../../core/ports.ts';
import { runTests } from '../testing/program.ts';
import { isSelected, type Job, type Suite, type JobContext } from '../testing/suite.ts';
import { codingDrills } from './drills.ts';
import { prove } from './proof.ts';
import { testFiles } from './test-files.ts';

/**
 * The two that tests cover, by their place among the Pythons that are provided. `proofs` jobs share the drills: more of
 * them keep the cores busy to the end, but each reads the drills and imports torch.
 */
const TORCHES = [
  { title: 'the newest torch', proofs: 2 },
  { title: 'the oldest torch', proofs: 1 },
] as const;

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
      ...TORCHES.flatMap(({ title, proofs }, which) => [
        ...(modules.length === 0
          ? []
          : [job(`its own tests, ${title}`, which, (shop, one) => unittests(shop, one, patterns))]),
        ...(drills.length === 0
          ? []
          : dealt(drills, proofs).map((some, at) =>
              job(`proof ${at + 1}, ${title}`, which, (shop, one) =>
                prove(shop, one, {
                  drills: some,
                  flags: ['--frozen', ...(selection.soak ? [] : quick(which, all))],
                }),
              ),
            )),
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

/**
 * Under each torch one program of each mistake, all correct programs, and another third of the changes. The other programs
 * of a mistake can only change with their drill, which frozen.json notices, or with the grader: they are tried when only
 * some drills are asked for, as after a change, under the newest torch.
 */
function quick(which: number, all: boolean): readonly string[] {
  return ['--quick', '--seed', `${which + 1}`, ...(which === 0 && !all ? [] : ['--fewest'])];
}

/** Deals the drills into hands, none of them empty. */
function dealt(drills: readonly string[], hands: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.min(hands, drills.length) }, (_, hand) =>
    drills.filter((__, at) => at % hands === hand),
  );
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
