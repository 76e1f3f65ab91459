/** What a pack promises, and whether a result keeps it. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Pack, Problem } from '../../core/pack.ts';
import { byId } from './drills.ts';
import type { Task } from './grade.ts';
import type { Result, Titles } from './result.ts';

/** What a program of a drill's folder stands for. */
export type Claim =
  | { readonly kind: 'fails' }
  | { readonly kind: 'passes' }
  | { readonly kind: 'mistake'; readonly id: string };

export interface Proof {
  /** Every program that claims something. */
  readonly tasks: readonly Task[];
  /** By the path of the program. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** Of the content, and programs that claim what nobody describes. */
  readonly problems: readonly Problem[];
}

/** What is to be graded to prove the pack in `folder` (absolute); `drills` keeps to these, where there are any. */
export function proofOf(
  folder: string,
  pack: Pack,
  { memoryMb, drills = [] }: { readonly memoryMb: number; readonly drills?: readonly string[] },
): Proof {
  const coding = join(folder, 'coding');
  const claims = new Map<string, Claim>();
  const problems = [...pack.problems];
  const tasks: Task[] = [];
  for (const { drill } of pack.drills) {
    if (drills.length > 0 && !drills.includes(drill.id)) continue;
    const drillFolder = join(coding, drill.id);
    const titles = byId(drill.mistakes);
    const found = readDrillFolder(drillFolder, titles);
    problems.push(...found.problems);
    for (const { path, claim } of found.programs) {
      claims.set(path, claim);
      const name = relative(coding, path);
      tasks.push({ drill: drill.id, drillFolder, name, path, titles, memoryMb });
    }
  }
  return { tasks, claims, problems };
}

interface DrillFolder {
  readonly programs: readonly { readonly path: string; readonly claim: Claim }[];
  readonly problems: readonly Problem[];
}

function readDrillFolder(folder: string, titles: Titles): DrillFolder {
  const programs: { path: string; claim: Claim }[] = [];
  const problems: Problem[] = [];
  const add = (path: string, claim: Claim) => {
    if (existsSync(path)) programs.push({ path, claim });
  };
  add(join(folder, 'starter.py'), { kind: 'fails' });
  add(join(folder, 'solution.py'), { kind: 'passes' });
  for (const path of pythonIn(join(folder, 'correct'))) add(path, { kind: 'passes' });
  for (const path of pythonIn(join(folder, 'mistakes'))) {
    const id = mistakeOf(path);
    if (titles.has(id)) add(path, { kind: 'mistake', id });
    else {
      const message = `drill.yaml describes no mistake "${id}". Describe it, or rename this file.`;
      problems.push({ file: path, line: 1, column: 1, message });
    }
  }
  return { programs, problems };
}

/** Why the result is not what was claimed, or null when it is. */
export function surprise(result: Result, claim: Claim): string | null {
  const named = result.mistakes.map(({ id }) => id);
  const was = `${result.passed ? 'passed' : result.outcome === 'graded' ? 'failed' : result.outcome}, named ${named.join(', ') || 'nothing'}`;
  if (result.outcome === 'cannot-start') return result.checks[0]?.message ?? 'could not be graded';
  switch (claim.kind) {
    case 'fails':
      return result.passed ? `should fail, but ${was}` : null;
    case 'passes':
      return result.passed && named.length === 0
        ? null
        : `should pass with nothing named, but ${was}`;
    case 'mistake': {
      const [first] = result.mistakes;
      // A note is told and does not fail the drill.
      const kept = first?.id === claim.id && result.passed === (first.severity === 'note');
      return kept ? null : `should be named ${claim.id} first, but ${was}`;
    }
  }
}

/** `scale-missing.einsum.py` stands for scale-missing. */
function mistakeOf(path: string): string {
  return (
    path
      .replace(/^.*[\\/]/, '')
      .split('.')
      .at(0) ?? ''
  );
}

function pythonIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => join(folder, name));
}
