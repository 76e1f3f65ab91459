/** Where lines of one program are in another, and which lines a mistake stands in. Lines count from 1. */
import { diffArrays } from 'diff';
import { handedOut, without, type Candidate } from './program.ts';

export interface DiffLine {
  readonly kind: 'keep' | 'remove' | 'add';
  readonly text: string;
}

/** How to get from `before` to `after`, line by line. */
export function diffOf(before: string, after: string): readonly DiffLine[] {
  return diffArrays(linesOf(before), linesOf(after)).flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => ({ kind: added ? 'add' : removed ? 'remove' : 'keep', text })),
  );
}

/**
 * Only what changes, with so many lines around it, but no empty ones at the ends; what is left out between is null.
 */
export function excerptOf(diff: readonly DiffLine[], around: number): readonly (DiffLine | null)[] {
  const near = diff.map((_line, at) =>
    diff.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'keep'),
  );
  const shown = diff.flatMap((line, at) => (near[at] ? [line] : near[at - 1] ? [null] : []));
  const says = (line: DiffLine | null): boolean => line !== null && line.text.trim() !== '';
  return shown.slice(shown.findIndex(says), shown.findLastIndex(says) + 1);
}

/** The line of `before` for each line of `after`; null where that is new. */
export function originsOf(before: string, after: string): readonly (number | null)[] {
  let at = 0;
  return diffOf(before, after).flatMap(({ kind }) => {
    if (kind === 'add') return [null];
    at += 1;
    return kind === 'keep' ? [at] : [];
  });
}

/** How many lines were added or removed, a line that was rewritten counting once. */
export function changedLines(before: string, after: string): number {
  return diffArrays(linesOf(before), linesOf(after)).reduce(
    ({ lines, removed }, change) => {
      if (change.removed)
        return { lines: lines + change.value.length, removed: change.value.length };
      if (!change.added) return { lines, removed: 0 };
      return { lines: lines + Math.max(0, change.value.length - removed), removed: 0 };
    },
    { lines: 0, removed: 0 },
  ).lines;
}

/** The lines of the handed-out program that a mistake stands in; where lines are missing, those around the gap. */
export function linesOfMistake(program: Candidate, flag: string): ReadonlySet<number> {
  const found = new Set<number>();
  let at = 0;
  // From the program without the mistake to the one with it.
  const diff = diffOf(without(program, flag), handedOut(program));
  for (const [place, { kind }] of diff.entries()) {
    if (kind !== 'remove') at += 1;
    if (kind === 'add') found.add(at);
    if (kind === 'remove' && diff[place + 1]?.kind !== 'add' && diff[place - 1]?.kind !== 'add') {
      found.add(at).add(at + 1);
    }
  }
  found.delete(0);
  return found;
}

/** The innermost definition around a line, such as `Attention.forward`; null at the top of the file. */
export function definitionAround(text: string, line: number): string | null {
  const lines = linesOf(text);
  const names: string[] = [];
  let indent = indentOf(lines[line - 1] ?? '');
  for (let at = line - 1; at >= 0; at -= 1) {
    const own = lines[at] ?? '';
    const head = /^(\s*)(?:async\s+)?(?:def|class)\s+(\w+)/.exec(own);
    const isOuter = head !== null && (indentOf(own) < indent || at === line - 1);
    if (!isOuter) continue;
    names.unshift(head[2] ?? '');
    indent = indentOf(own);
  }
  return names.length === 0 ? null : names.join('.');
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

function linesOf(text: string): string[] {
  return text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
}
