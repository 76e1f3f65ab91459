/** What one attempt says about the memory of its exercise. */
import type { Attempt, Rating } from '../attempt.ts';
import { totalElapsed } from '../clock.ts';
import type { ExerciseSummary } from '../content.ts';
import { forAttempt } from '../debugging/exercise.ts';

/** One look at an exercise: when, and how well it went (1 again, 2 hard, 3 good, 4 easy). */
export interface Review {
  readonly at: number;
  readonly rating: Rating;
}

/** Reviews of each exercise, oldest first; an exercise without any is left out. */
export function reviewsIn(
  attempts: Iterable<Attempt>,
  exercises: readonly ExerciseSummary[],
): ReadonlyMap<string, readonly Review[]> {
  const known = new Map(exercises.map((exercise) => [exercise.id, exercise]));
  const reviews = new Map<string, Review[]>();
  for (const attempt of attempts) {
    const exercise = known.get(attempt.exerciseId);
    const review = exercise && reviewOf(attempt, exercise);
    if (!review) continue;
    const all = reviews.get(attempt.exerciseId);
    if (all) all.push(review);
    else reviews.set(attempt.exerciseId, [review]);
  }
  // Attempts come in the order in which they began; one that was left open may end last.
  for (const all of reviews.values()) all.sort((a, b) => a.at - b.at);
  return reviews;
}

/** The review that a finished attempt is; null when nothing shows how it went, as when it was left at once. */
export function reviewOf(attempt: Attempt, exercise: ExerciseSummary): Review | null {
  if (attempt.finishedAt === null || !hasEvidence(attempt)) return null;
  return {
    at: attempt.finishedAt,
    rating: attempt.rating ?? suggestedRating(attempt, exercise),
  };
}

function hasEvidence(attempt: Attempt): boolean {
  const { rating, lastCheck, revealed, answers, diagnoses, reviews, repairs, points } = attempt;
  const given = answers.length + diagnoses.length + reviews.length + repairs.length + points.size;
  return rating !== null || lastCheck !== null || revealed || given > 0;
}

/**
 * The rating that the facts of an attempt speak for, until the user says how it felt. Code that has not passed is
 * "again"; what else went less than smoothly takes one step off "easy" each, down to "hard".
 */
export function suggestedRating(attempt: Attempt, exercise: ExerciseSummary): Rating {
  if (exercise.kind === 'debug')
    return attempt.passedAt === null ? 1 : down(repair(attempt, exercise));
  if (exercise.kind === 'coding')
    return attempt.passedAt === null ? 1 : down(coding(attempt, exercise));
  if (attempt.reviews.length > 0) return byReviews(attempt, exercise);
  if (attempt.diagnoses.length > 0) return byTries(attempt);
  if (attempt.answers.length > 0) return byShare(correctShare(attempt));
  if (exercise.points === 0) return 3;
  const said = attempt.points.size / exercise.points;
  if (said < 1 / 3) return 1;
  const steps = [said < 2 / 3, said < 1, isOver(attempt, exercise)].filter(Boolean).length;
  return down(steps);
}

/** How many steps a repair was away from an easy one. */
function repair(attempt: Attempt, exercise: ExerciseSummary): number {
  return [
    attempt.hints.size > 0,
    attempt.hints.size > 2,
    attempt.repairs.some(({ broken }) => broken.length > 0),
    isOver(attempt, forAttempt(exercise, attempt)),
    attempt.points.size * 2 < exercise.points,
  ].filter(Boolean).length;
}

/** How many steps a pass was away from an easy one. */
function coding(attempt: Attempt, exercise: ExerciseSummary): number {
  return [
    attempt.hints.size > 0,
    attempt.hints.size > 2,
    attempt.mistakes.size > 0,
    isOver(attempt, exercise),
    attempt.points.size * 2 < exercise.points,
  ].filter(Boolean).length;
}

function down(steps: number): Rating {
  return steps === 0 ? 4 : steps === 1 ? 3 : 2;
}

function correctShare({ answers }: Attempt): number {
  return answers.filter(({ correct }) => correct).length / answers.length;
}

/** A run whose cause and fix were named at once was easy; each miss takes a step off. */
function byTries({ diagnoses }: Attempt): Rating {
  const misses = diagnoses.findIndex(({ correct }) => correct);
  return misses < 0 ? 1 : down(misses);
}

/** A drawing that the first review found right was easy; each other review before that takes a step off. */
function byReviews(attempt: Attempt, exercise: ExerciseSummary): Rating {
  const misses = attempt.reviews.findIndex(({ passed }) => passed);
  return misses < 0 ? 1 : down(misses + (isOver(attempt, exercise) ? 1 : 0));
}

function byShare(share: number): Rating {
  if (share < 0.5) return 1;
  if (share < 0.8) return 2;
  return share < 1 ? 3 : 4;
}

/** Whether the attempt took longer than the longest recommended times of all phases together. */
function isOver({ clock }: Attempt, { phases }: ExerciseSummary): boolean {
  const longest = phases.reduce((sum, { band }) => sum + band[1], 0);
  return totalElapsed(clock, 0) > longest * 1000;
}
