/** Reviews that were made on other machines, of which the log here may know nothing. */
import type { Rating } from '../attempt.ts';
import type { Review } from './review.ts';

/** A review as it travels; one whose attempt was deleted has no rating and stays away for good. */
export interface SyncedReview {
  readonly at: number;
  readonly rating: Rating | null;
}

/** The last looks at each exercise, newest first. */
export type SyncedReviews = ReadonlyMap<string, readonly SyncedReview[]>;

/**
 * The reviews of an exercise here and elsewhere together. The time of a review names it: one that is in the log here
 * too counts once, as the log has it, and one whose attempt was deleted here does not count.
 */
export function withSyncedReviews(
  own: readonly Review[] = [],
  elsewhere: readonly SyncedReview[] = [],
  deleted: readonly number[] = [],
): readonly Review[] {
  if (elsewhere.length === 0) return own;
  const here = new Set([...own.map(({ at }) => at), ...deleted]);
  const more = elsewhere.flatMap(({ at, rating }) =>
    rating === null || here.has(at) ? [] : [{ at, rating }],
  );
  return [...own, ...more];
}
