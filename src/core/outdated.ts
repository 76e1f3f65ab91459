/** Exercises whose facts somebody should check again: what is true of models and hardware does not stay true. */
import type { ExerciseSummary } from './content.ts';
import type { Kind } from './kinds.ts';

/** The kinds whose files say when they were checked. */
const CHECKED: readonly Kind[] = [
  'rapid-fire',
  'deep-dive',
  'unknown',
  'whiteboard',
  'system-design',
];

/** Those checked more than `months` months before `now`, oldest first; before them, those that do not say when. */
export function outdatedOf<T extends ExerciseSummary>(
  exercises: readonly T[],
  now: Date,
  months: number,
): readonly T[] {
  const oldest = now.getFullYear() * 12 + now.getMonth() - months;
  const when = ({ checked }: T): number => (checked === undefined ? -1 : monthOf(checked));
  return exercises
    .filter((one) => CHECKED.includes(one.kind) && when(one) < oldest)
    .sort((a, b) => when(a) - when(b));
}

/** Months since the year 0 of one such as `2026-11`. */
function monthOf(text: string): number {
  const [year = 0, month = 1] = text.split('-').map(Number);
  return year * 12 + month - 1;
}
