/** What a pack promises, and whether a result keeps it. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { MISTAKE_EDITS } from '../../core/edits/mistake-edit.ts';
import type { Pack, Problem } from '../../core/pack.ts';
import { byId } from './drills.ts';
import { writeEdits } from '../edited-programs.ts';
import type { Task } from './grade.ts';
import type { Result, Titles } from './result.ts';

/** What a program of a drill's folder stands for. */
export type Claim =
  | { readonly kind: 'fails' }
  | { readonly kind: 'passes' }
  /** The grader names these ids, ahead of all others. */
  | { readonly kind: 'mistakes'; readonly ids: readonly string[] };

export interface ProofTask extends Task {
  readonly claim: Claim;
  /** Where the program stands in the pack; the task's path is that of a copy where it stands as an edit. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface Proof {
  /** Every program that claims something. */
  readonly tasks: readonly ProofTask[];
  /** Of the content, and programs that claim what nobody describes. */
  readonly problems: readonly Problem[];
}

export interface ProofOptions {
  readonly memoryMb: number;
  /** Only these, where there are any. */
  readonly drills?: readonly string[];
  /** Folder for the programs that stand as edits. */
  readonly copies: string;
}

/** What is to be graded to prove the pack in `folder` (absolute). */
export function proofOf(
  folder: string,
  pack: Pack,
  { memoryMb, drills = [], copies }: ProofOptions,
): Proof {
  const coding = join(folder, 'coding');
  const problems = [...pack.problems];
  const tasks: ProofTask[] = [];
  for (const { drill, edits } of pack.drills) {
    if (drills.length > 0 && !drills.includes(drill.id)) continue;
    const drillFolder = join(coding, drill.id);
    const titles = byId(drill.mistakes);
    const found = readDrillFolder(drillFolder, titles);
    problems.push(...found.problems);
    const shared = { drill: drill.id, drillFolder, titles, memoryMb };
    for (const { path, claim } of found.programs) {
      tasks.push({ ...shared, name: relative(coding, path), path, claim, file: path, line: 1 });
    }
    const file = join(drillFolder, MISTAKE_EDITS);
    for (const { edit, path } of writeEdits(join(copies, drill.id), edits)) {
      const name = `${relative(coding, file)}#${edit.name}`;
      const claim: Claim = { kind: 'mistakes', ids: edit.mistakes };
      tasks.push({ ...shared, name, path, claim, file, line: edit.line });
    }
  }
  return { tasks, problems };
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
    if (titles.has(id)) add(path, { kind: 'mistakes', ids: [id] });
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
    case 'mistakes': {
      const first = result.mistakes.slice(0, claim.ids.length);
      const areNamed = claim.ids.every((id) => first.some((one) => one.id === id));
      // A note is told and does not fail the drill.
      const kept = areNamed && result.passed === first.every((one) => one.severity === 'note');
      return kept ? null : `should be named ${claim.ids.join(' and ')} first, but ${was}`;
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
