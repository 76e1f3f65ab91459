/**
 * The little that travels where the log does not: what decides the checklist, and the last reviews of each exercise.
 *
 * Facts travel, not their results: the id of the event that decides an item, the time and rating of a review. So a
 * schedule with other parameters recomputes its cards, two summaries join in any order to the same, and nothing is
 * counted twice when the log itself arrives later. Nothing of it is ever written into the log.
 */
import { joinFacts, type ChecklistFacts } from './checklist-facts.ts';
import type { ExerciseSummary } from './content.ts';
import type { Ledger } from './ledger.ts';
import type { SyncedReviews, SyncedReview } from './schedule/elsewhere.ts';
import { reviewsIn } from './schedule/review.ts';

export interface Summary {
  readonly checklist: ChecklistFacts;
  readonly reviews: SyncedReviews;
}

/**
 * What a summary holds at most: some 20 kB. A card of the last five reviews is what the whole log would give when there
 * were no more, and an estimate otherwise.
 */
export const LIMIT = { reviews: 5, exercises: 200, facts: 200 } as const;

export const NO_SUMMARY: Summary = {
  checklist: { reset: '', ticks: new Map(), passes: new Map() },
  reviews: new Map(),
};

/** What the log here says. */
export function summaryOf(ledger: Ledger, exercises: readonly ExerciseSummary[]): Summary {
  const reviews = new Map<string, SyncedReview[]>();
  for (const [id, own] of reviewsIn(ledger.allAttempts(), exercises)) reviews.set(id, [...own]);
  for (const [id, ends] of ledger.deleted) {
    const gone = ends.map((at): SyncedReview => ({ at, rating: null }));
    reviews.set(id, [...(reviews.get(id) ?? []), ...gone]);
  }
  return joinSummaries({ checklist: ledger.checklist, reviews }, NO_SUMMARY);
}

/** What both say together, within the limit. Where they tell one review differently, `own` holds. */
export function joinSummaries(own: Summary, other: Summary): Summary {
  const ids = new Set([...own.reviews.keys(), ...other.reviews.keys()]);
  const reviews = [...ids].map((id): [string, readonly SyncedReview[]] => [
    id,
    joinLooks(own.reviews.get(id) ?? [], other.reviews.get(id) ?? []),
  ]);
  const { reset, ticks, passes } = joinFacts(own.checklist, other.checklist);
  return {
    checklist: {
      reset,
      ticks: newest(ticks, ({ id }) => id, LIMIT.facts),
      passes: newest(passes, (id) => id, LIMIT.facts),
    },
    reviews: newest(new Map(reviews), ([last]) => last?.at ?? 0, LIMIT.exercises),
  };
}

/** The id of the latest event that the summary speaks of; empty when it speaks of none. */
export function lastId({ checklist: { reset, ticks, passes } }: Summary): string {
  const ids = [...passes.values(), ...[...ticks.values()].map(({ id }) => id)];
  return ids.reduce((last, id) => (id > last ? id : last), reset);
}

function joinLooks(
  own: readonly SyncedReview[],
  other: readonly SyncedReview[],
): readonly SyncedReview[] {
  const byTime = new Map(other.map((one) => [one.at, one]));
  for (const one of own) if (byTime.get(one.at)?.rating !== null) byTime.set(one.at, one);
  return [...byTime.values()].sort((a, b) => b.at - a.at).slice(0, LIMIT.reviews);
}

/** The entries with the greatest ranks, in the order of their keys, so that the same facts look the same. */
function newest<T>(
  all: ReadonlyMap<string, T>,
  rankOf: (value: T) => string | number,
  count: number,
): ReadonlyMap<string, T> {
  const ranked = [...all].sort(([, a], [, b]) => {
    const [rankA, rankB] = [rankOf(a), rankOf(b)];
    return rankA < rankB ? 1 : rankA > rankB ? -1 : 0;
  });
  return new Map(ranked.slice(0, count).sort(([a], [b]) => (a < b ? -1 : 1)));
}
