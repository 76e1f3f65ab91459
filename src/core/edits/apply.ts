/** Makes edits in a program: each fits in exactly one place, or is refused with the place that does not fit. */
import type { EditLine, Hunk } from './hunks.ts';

export interface Edit {
  /** As messages call it. */
  readonly name: string;
  readonly hunks: readonly Hunk[];
}

export interface Program {
  /** As messages call it. */
  readonly name: string;
  readonly text: string;
}

/** Why an edit is refused; `line` counts from 1 in the edit's own text. */
export interface Refusal {
  readonly edit: string;
  readonly line: number;
  readonly message: string;
}

export type Edited = { readonly text: string } | { readonly refusals: readonly Refusal[] };

/** Where a hunk fits. Line numbers count from 0; `end` is behind the last line. */
interface Placed {
  readonly edit: string;
  readonly at: number;
  /** From the first line that it changes to the last; empty where it only adds. */
  readonly changed: Range;
  readonly replacement: readonly string[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The program with all edits made. Each hunk must occur exactly once in `base`, and no two may change the same lines, so
 * the order of the edits does not matter.
 */
export function applyEdits(base: Program, edits: readonly Edit[]): Edited {
  // A checkout on Windows may end lines otherwise; the last line may lack its end.
  const lines = base.text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  const refusals: Refusal[] = [];
  const placed: Placed[] = [];
  for (const edit of edits) {
    for (const [index, hunk] of edit.hunks.entries()) {
      const where = place(base.name, lines, edit.name, hunk, index + 1);
      if ('message' in where) refusals.push(where);
      else placed.push(where);
    }
  }
  if (refusals.length > 0) return { refusals };
  const collisions = placed.flatMap((one, index) =>
    placed
      .slice(0, index)
      .filter((other) => collide(one, other))
      .map((other) => collision(base.name, one, other)),
  );
  if (collisions.length > 0) return { refusals: collisions };
  // From the end, so that line numbers hold; at one place what is added comes before what is replaced.
  const fromEnd = placed.toSorted(
    ({ changed: a }, { changed: b }) => b.start - a.start || b.end - a.end,
  );
  for (const { changed, replacement } of fromEnd) {
    lines.splice(changed.start, changed.end - changed.start, ...replacement);
  }
  return { text: `${lines.join('\n')}\n` };
}

function place(
  program: string,
  lines: readonly string[],
  edit: string,
  hunk: Hunk,
  number: number,
): Placed | Refusal {
  const old = hunk.lines.filter(({ kind }) => kind !== 'add').map(({ text }) => text);
  const found = occurrences(lines, old);
  const [start] = found;
  if (start === undefined) return notFound(program, lines, edit, hunk, number);
  if (found.length > 1) {
    const places = found.map((one) => one + 1).join(', ');
    const message = `Hunk ${number} fits in ${found.length} places in ${program} (lines ${places}). Add context to it until it fits in only one.`;
    return { edit, line: hunk.at, message };
  }
  const isChange = ({ kind }: EditLine): boolean => kind !== 'keep';
  const before = hunk.lines.findIndex(isChange);
  const after = hunk.lines.length - 1 - hunk.lines.findLastIndex(isChange);
  return {
    edit,
    at: hunk.at,
    changed: { start: start + before, end: start + old.length - after },
    replacement: hunk.lines
      .slice(before, hunk.lines.length - after)
      .filter(({ kind }) => kind !== 'remove')
      .map(({ text }) => text),
  };
}

/** Indices at which `wanted` begins in `lines`. */
function occurrences(lines: readonly string[], wanted: readonly string[]): readonly number[] {
  return [...lines.keys()].filter(
    (start) =>
      start + wanted.length <= lines.length &&
      wanted.every((line, offset) => lines[start + offset] === line),
  );
}

/** Points at the first line that is nowhere in the program, which is most often the one that was mistyped. */
function notFound(
  program: string,
  lines: readonly string[],
  edit: string,
  hunk: Hunk,
  number: number,
): Refusal {
  const missing = hunk.lines.findIndex(({ kind, text }) => kind !== 'add' && !lines.includes(text));
  return missing < 0
    ? {
        edit,
        line: hunk.at,
        message: `Hunk ${number} does not fit: ${program} has these lines, but not one after another.`,
      }
    : {
        edit,
        line: hunk.at + 1 + missing,
        message: `Hunk ${number} does not fit: ${program} has no such line.`,
      };
}

/** Context only says where an edit belongs: another may change it. */
function collide({ changed: a }: Placed, { changed: b }: Placed): boolean {
  if (isEmpty(a) && isEmpty(b)) return a.start === b.start;
  // What is added where the other ends could come before or after what it puts there.
  if (isEmpty(a)) return b.start < a.start && a.start <= b.end;
  if (isEmpty(b)) return a.start < b.start && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

function isEmpty({ start, end }: Range): boolean {
  return start === end;
}

function collision(program: string, one: Placed, other: Placed): Refusal {
  const start = Math.min(one.changed.start, other.changed.start) + 1;
  const end = Math.max(one.changed.end, other.changed.end);
  const whose = one.edit === other.edit ? 'another hunk of this edit' : `the edit ${other.edit}`;
  const lines = start === end ? `line ${start}` : `lines ${start} to ${end}`;
  return {
    edit: one.edit,
    line: one.at,
    message: `This hunk and ${whose} both change ${lines} of ${program}.`,
  };
}
