/** What a pack promises, and whether a result keeps it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Result, Titles } from './result.ts';

/** What a program of a drill's folder stands for. */
export type Claim =
  | { readonly kind: 'fails' }
  | { readonly kind: 'passes' }
  | { readonly kind: 'mistake'; readonly id: string };

export interface Program {
  readonly path: string;
  readonly claim: Claim;
}

export interface DrillFolder {
  readonly programs: readonly Program[];
  /** What is misnamed, a sentence each. */
  readonly problems: readonly string[];
}

export function readDrillFolder(folder: string, titles: Titles): DrillFolder {
  const programs: Program[] = [];
  const problems: string[] = [];
  const add = (path: string, claim: Claim) => {
    if (existsSync(path)) programs.push({ path, claim });
  };
  add(join(folder, 'starter.py'), { kind: 'fails' });
  add(join(folder, 'solution.py'), { kind: 'passes' });
  for (const path of pythonIn(join(folder, 'correct'))) add(path, { kind: 'passes' });
  for (const path of pythonIn(join(folder, 'mistakes'))) {
    const id = mistakeOf(path);
    if (titles.has(id)) add(path, { kind: 'mistake', id });
    else problems.push(`${path}: drill.yaml describes no mistake "${id}".`);
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
