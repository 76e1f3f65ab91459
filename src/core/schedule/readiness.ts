/** How ready one is for each item of the final checklist. */
import type { ChecklistItem, ExerciseSummary } from '../content.ts';
import { minutesOf } from './minutes.ts';
import type { Schedule } from './schedule.ts';

export interface Readiness {
  readonly item: ChecklistItem;
  /** From 0 to 1: the chance to recall what practises the item, weighed by the time it takes; unseen counts 0. */
  readonly ready: number;
  readonly seen: number;
  readonly all: number;
}

/** Readiness at wall-clock time `at`, such as that of the interview, if nothing more is practised until then. */
export function readinessAt(
  schedule: Schedule,
  items: readonly ChecklistItem[],
  exercises: readonly ExerciseSummary[],
  at: number,
): readonly Readiness[] {
  return items.map((item) => {
    const about = exercises.filter((one) => one.items.includes(item.id));
    const minutes = about.reduce((sum, one) => sum + minutesOf(one), 0);
    const kept = about.reduce((sum, one) => sum + minutesOf(one) * schedule.recall(one.id, at), 0);
    return {
      item,
      ready: minutes === 0 ? 0 : kept / minutes,
      seen: about.filter(({ id }) => schedule.of(id) !== null).length,
      all: about.length,
    };
  });
}
