/** Mistakes of a drill that stand in its mistakes.yaml as edits of correct programs. */
import { applyEdits, type Edited, type Program } from './apply.ts';
import type { Hunk } from './hunks.ts';
import type { Problem } from '../problem.ts';

/** The file beside drill.yaml in which they stand. */
export const MISTAKE_EDITS = 'mistakes.yaml';

export interface MistakeEdit {
  /** Unique in its drill: `scale-missing`, or `scale-missing.fused`; the first mistake gives the name. */
  readonly name: string;
  /** Ids of the mistakes that the grader must name; none where the edit only makes a free choice differently. */
  readonly mistakes: readonly string[];
  /** Why it is there, or null. */
  readonly note: string | null;
  /** Fills the braces in the sentences of its mistakes, by name. */
  readonly detail: Readonly<Record<string, string>>;
  /** The correct program that it changes; its name is its path in the drill's folder. */
  readonly base: Program;
  readonly hunks: readonly Hunk[];
  /** Of its entry in mistakes.yaml, from 1. */
  readonly line: number;
  /** The whole program that it makes of its base. */
  readonly program: string;
}

/** What stands in a drill's mistakes.yaml: the edits that can be made, and what is wrong with the others. */
export interface MistakeEdits {
  readonly edits: readonly MistakeEdit[];
  readonly problems: readonly Problem[];
}

/** One program that makes the mistakes of all these edits, of which there is at least one. */
export function combine(edits: readonly MistakeEdit[]): Edited {
  const [first, ...others] = edits;
  if (first === undefined) throw new RangeError('There are no edits to combine.');
  const { name, base } = first;
  const other = others.find((one) => one.base.name !== base.name);
  if (other === undefined) return applyEdits(base, edits);
  const message = `${name} is an edit of ${base.name}, but ${other.name} is an edit of ${other.base.name}. Only edits of the same program can be combined.`;
  return { refusals: [{ edit: other.name, line: 1, message }] };
}
