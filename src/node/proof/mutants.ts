/** The solution with one change at a time; see src/grader/mutants.py. A check that notices nothing has a gap. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { run } from '../process/run.ts';
import { environment } from '../grader/environment.ts';
import type { TempFolder } from '../process/temp-folder.ts';
import type { PythonOptions } from './freezer.ts';

const MUTANTS = v.array(v.object({ change: v.string(), line: v.number(), path: v.string() }));
export type Mutant = v.InferOutput<typeof MUTANTS>[number];

const LIMIT_MS = 60_000;

/** Writes the mutants of the drill's solution into a folder in `temp`. Empty when they cannot be made. */
export async function mutantsOf(
  drillFolder: string,
  id: string,
  temp: TempFolder,
  { python, packageRoot, signal }: PythonOptions,
): Promise<readonly Mutant[]> {
  const folder = join(temp.path, 'mutants', id);
  mkdirSync(folder, { recursive: true });
  const solution = join(drillFolder, 'solution.py');
  const outcome = await run(python, ['-m', 'grader.mutants', solution, folder], {
    timeoutMs: LIMIT_MS,
    signal,
    env: environment(packageRoot, temp),
  });
  // A solution that does not parse is told as one that does not pass.
  if (outcome.kind !== 'finished' || outcome.code !== 0) return [];
  return v.parse(MUTANTS, JSON.parse(outcome.stdout));
}
