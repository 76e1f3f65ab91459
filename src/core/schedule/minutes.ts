/** How long things take. */
import type { ExerciseSummary } from '../content.ts';

/** Reading the question before and the answer after, in seconds. */
const AROUND: Readonly<Partial<Record<ExerciseSummary['kind'], number>>> = {
  'rapid-fire': 30,
  'deep-dive': 90,
  unknown: 90,
};
const AROUND_OTHERS = 180;

/** Whole minutes that the exercise takes: the middles of its bands, and what is around them. */
export function minutesOf({ kind, phases }: ExerciseSummary): number {
  const inside = phases.reduce((sum, { band: [min, max] }) => sum + (min + max) / 2, 0);
  return Math.ceil((inside + (AROUND[kind] ?? AROUND_OTHERS)) / 60);
}

/** The time that the phases together suggest, such as `17–29 min`. */
export function minutesText({ phases }: ExerciseSummary): string {
  const sum = (end: 0 | 1): number =>
    Math.round(phases.reduce((total, { band }) => total + band[end], 0) / 60);
  return `${sum(0)}–${sum(1)} min`;
}

/** Whole minutes of all `exercises` in a row. */
export function minutesOfAll(exercises: readonly ExerciseSummary[]): number {
  return exercises.reduce((sum, exercise) => sum + minutesOf(exercise), 0);
}
