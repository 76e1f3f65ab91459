/** Everything that must hold for a pack, as programs to grade and problems that are known before. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { MISTAKE_EDITS } from '../../core/edits/mistake-edit.ts';
import type { CompiledDrill, Pack } from '../../core/pack.ts';
import type { TempFolder } from '../process/temp-folder.ts';
import { expecting, type Claim, type ProofTask } from './claims.ts';
import { writeEdits } from './edited-programs.ts';
import { freeze, type FreezeOptions } from './freezer.ts';
import { lackingIn, type PackGaps } from './lacking.ts';
import { Survey } from './survey.ts';
import { byId } from '../grading/result.ts';

/** A quick proof tries one third of a solution's changes. */
const THIRDS = 3;

export interface Proof extends PackGaps {
  /** Every program that claims something. */
  readonly tasks: readonly ProofTask[];
}

export interface ProofOptions extends FreezeOptions {
  readonly memoryMb: number;
  /**
   * Whether to check only one program of each mistake in full, to stop the others as soon as their claim is settled, and
   * to try only a third of a solution's changes; the number says which third.
   */
  readonly quick: number | null;
  /** Whether a quick proof skips all but one program of each mistake. */
  readonly fewest: boolean;
  /** Only these, where there are any. */
  readonly drills: readonly string[];
  /** For the programs that are made. */
  readonly temp: TempFolder;
  /** Called with what is being done, for people who are waiting. */
  readonly onStep?: (what: string) => void;
}

/** Freezes the drills of the pack in `folder` (absolute), and lists what is to be graded to prove them. */
export async function prepareProof(
  folder: string,
  pack: Pack,
  options: ProofOptions,
): Promise<Proof> {
  const problems = [...pack.problems];
  const remarks: string[] = [];
  const tasks: ProofTask[] = [];
  const survey = new Survey(options);
  try {
    for (const one of pack.drills) {
      if (options.drills.length > 0 && !options.drills.includes(one.drill.id)) continue;
      options.onStep?.(`Preparing ${one.drill.id}`);
      const drillFolder = join(folder, 'coding', one.drill.id);
      const found = programsIn(drillFolder);
      const lacking = lackingIn(
        drillFolder,
        one,
        found.map(({ claim }) => claim),
        await freeze(drillFolder, one.edits, survey, options),
      );
      problems.push(...lacking.problems);
      remarks.push(...lacking.remarks);
      tasks.push(...(await tasksOf(drillFolder, one, found, survey, options)));
      if (options.signal?.aborted === true) break;
    }
    return { tasks, problems, remarks };
  } finally {
    await survey.close();
  }
}

interface ClaimingFile {
  readonly path: string;
  readonly claim: Claim;
}

async function tasksOf(
  folder: string,
  { drill, edits, survivors }: CompiledDrill,
  whole: readonly ClaimingFile[],
  survey: Survey,
  { temp, memoryMb, quick, fewest }: ProofOptions,
): Promise<readonly ProofTask[]> {
  const titles = byId(drill.mistakes);
  const shared = { drill: drill.id, drillFolder: folder, titles, memoryMb };
  const named = (path: string) => join(drill.id, relative(folder, path));
  // What nobody describes is told already.
  const described = whole.filter(
    ({ claim }) => claim.kind !== 'mistakes' || claim.ids.every((id) => titles.has(id)),
  );
  const tasks: ProofTask[] = described.map(({ path, claim }) => {
    return { ...shared, name: named(path), path, claim, file: path, line: 1 };
  });
  const file = join(folder, MISTAKE_EDITS);
  for (const { edit, path } of writeEdits(join(temp.path, drill.id), edits)) {
    const name = `${named(file)}#${edit.name}`;
    const claim: Claim =
      edit.mistakes.length === 0 ? { kind: 'passes' } : { kind: 'mistakes', ids: edit.mistakes };
    tasks.push({ ...shared, name, path, claim, file, line: edit.line });
  }
  const solution = join(folder, 'solution.py');
  const mutants = await survey.mutantsOf(folder, join(temp.path, 'mutants', drill.id));
  for (const [at, { change, line, path }] of mutants.entries()) {
    if (quick !== null && (at + quick) % THIRDS !== 0) continue;
    const claim: Claim = { kind: 'mutant', change, listed: survivors.has(change) };
    tasks.push({
      ...shared,
      name: `${named(solution)}#${at + 1}`,
      path,
      claim,
      file: solution,
      line,
    });
  }
  const met = new Set<string>();
  return tasks.flatMap((task) => {
    const { claim } = task;
    const isRepeated = quick !== null && bringsNothingNew(claim, met);
    if (isRepeated && fewest) return [];
    // A program that must fail needs no further checks once it has failed.
    const endsAtFailure = isRepeated || claim.kind === 'fails' || claim.kind === 'mutant';
    return [{ ...task, endsAtFailure, ...expecting(claim) }];
  });
}

/** Whether every mistake of the program was met in one before it; those of this one are then met. */
function bringsNothingNew(claim: Claim, met: Set<string>): boolean {
  if (claim.kind !== 'mistakes') return false;
  const isNew = claim.ids.some((id) => !met.has(id));
  for (const id of claim.ids) met.add(id);
  return !isNew;
}

function programsIn(folder: string): readonly ClaimingFile[] {
  const found: ClaimingFile[] = [
    { path: join(folder, 'starter.py'), claim: { kind: 'fails' } },
    { path: join(folder, 'solution.py'), claim: { kind: 'passes' } },
    ...pythonIn(join(folder, 'correct')).map((path) => {
      return { path, claim: { kind: 'passes' } } as const;
    }),
    ...pythonIn(join(folder, 'mistakes')).map((path) => {
      return { path, claim: { kind: 'mistakes', ids: [mistakeOf(path)] } } as const;
    }),
  ];
  return found.filter(({ path }) => existsSync(path));
}

/** `scale-missing.einsum.py` stands for scale-missing. */
function mistakeOf(path: string): string {
  return basename(path).split('.').at(0) ?? '';
}

function pythonIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => join(folder, name));
}
