/** Whether what was predicted to be remembered was remembered: the schedule held against what happened. */
import type { Attempt } from '../attempt.ts';
import type { ExerciseSummary } from '../content.ts';
import { Memory, type Card } from '../schedule/memory.ts';
import { reviewsIn } from '../schedule/review.ts';

export interface Retention {
  /** The predicted chance to recall, from `from` up to below `to`. */
  readonly from: number;
  readonly to: number;
  readonly reviews: number;
  /** Reviews that were not rated "again". */
  readonly recalled: number;
}

const STEPS = [0, 0.5, 0.7, 0.8, 0.9, 1.0001] as const;

/** Repeated looks at an exercise, by how likely they were to go well; steps without any are left out. */
export function retentionOf(
  attempts: readonly Attempt[],
  exercises: readonly ExerciseSummary[],
  desired: number,
): readonly Retention[] {
  const memory = new Memory(desired);
  const looks: { readonly predicted: number; readonly recalled: boolean }[] = [];
  for (const reviews of reviewsIn(attempts, exercises).values()) {
    let card: Card | null = null;
    for (const review of reviews) {
      if (card)
        looks.push({ predicted: memory.recall(card, review.at), recalled: review.rating > 1 });
      card = memory.after(card, review);
    }
  }
  return STEPS.slice(1).flatMap((to, i) => {
    const from = STEPS[i] ?? 0;
    const here = looks.filter(({ predicted }) => predicted >= from && predicted < to);
    if (here.length === 0) return [];
    const recalled = here.filter((one) => one.recalled).length;
    return [{ from, to: Math.min(1, to), reviews: here.length, recalled }];
  });
}
