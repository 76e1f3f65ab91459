/** How ready somebody is, per item of the final checklist and per topic. */
import type { ChecklistItem, ExerciseSummary } from '../content.ts';
import { worthOf, type Role } from '../demand.ts';
import { minutesOf } from './minutes.ts';
import type { Schedule } from './schedule.ts';

export interface Ready {
  /** From 0 to 1: the chance to recall the exercises, weighed by the time they take; unseen counts 0. */
  readonly ready: number;
  readonly seen: number;
  readonly all: number;
}

export interface Readiness extends Ready {
  readonly item: ChecklistItem;
}

/** Readiness for what these exercises are about, at wall-clock time `at`, if nothing more is practised until then. */
export function readinessFor(
  about: readonly ExerciseSummary[],
  schedule: Schedule,
  at: number,
): Ready {
  const minutes = about.reduce((sum, one) => sum + minutesOf(one), 0);
  const kept = about.reduce((sum, one) => sum + minutesOf(one) * schedule.recall(one.id, at), 0);
  return {
    ready: minutes === 0 ? 0 : kept / minutes,
    seen: about.filter(({ id }) => schedule.of(id) !== null).length,
    all: about.length,
  };
}

/** What practises the item. */
export function exercisesAbout(
  { id }: ChecklistItem,
  exercises: readonly ExerciseSummary[],
): readonly ExerciseSummary[] {
  return exercises.filter(({ items }) => items.includes(id));
}

/** Readiness for each item at wall-clock time `at`, such as that of the interview. */
export function readinessAt(
  schedule: Schedule,
  items: readonly ChecklistItem[],
  exercises: readonly ExerciseSummary[],
  at: number,
): readonly Readiness[] {
  return items.map((item) => ({
    item,
    ...readinessFor(exercisesAbout(item, exercises), schedule, at),
  }));
}

/** What practising something new is worth: how much it is asked, twice as much where its weakest item is not ready at all. */
export function valueFrom(
  readiness: readonly Readiness[],
  role: Role,
): (exercise: ExerciseSummary) => number {
  const ready = new Map(readiness.map((one) => [one.item.id, one.ready]));
  return (exercise) => {
    const weakest = Math.min(1, ...exercise.items.map((item) => ready.get(item) ?? 1));
    return worthOf(exercise, role) * (2 - weakest);
  };
}
