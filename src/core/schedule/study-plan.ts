/** How far somebody has come in a study plan, and what is next in it. */
import { exerciseOf, type ContentIndex, type ExerciseSummary, type StudyPlan } from '../content.ts';
import type { Ledger } from '../ledger.ts';
import { endOfDay } from './days.ts';
import type { Schedule } from './schedule.ts';

export interface StepProgress {
  readonly title: string;
  /** Those that are there: a pack's plan may name what another pack had. */
  readonly exercises: readonly ExerciseSummary[];
}

/** The steps of the plan with their exercises; a step without any is left out. */
export function stepsOf(
  { steps }: StudyPlan,
  index: Pick<ContentIndex, 'exercises'>,
): readonly StepProgress[] {
  return steps
    .map(({ title, exercises }) => ({
      title,
      exercises: exercises.flatMap((id) => exerciseOf(index, id) ?? []),
    }))
    .filter(({ exercises }) => exercises.length > 0);
}

/** The exercises of the plan in order. */
export function exercisesIn(
  plan: StudyPlan,
  index: Pick<ContentIndex, 'exercises'>,
): readonly ExerciseSummary[] {
  return stepsOf(plan, index).flatMap(({ exercises }) => exercises);
}

/** Those that have not been passed. */
export function leftOf(
  exercises: readonly ExerciseSummary[],
  ledger: Ledger,
): readonly ExerciseSummary[] {
  return exercises.filter(({ id }) => ledger.drill(id).state !== 'passed');
}

/** What is still to be done in one step, from the first exercise on. */
export interface NextInPlan {
  /** The step's number, from 1, of so many. */
  readonly step: number;
  readonly of: number;
  readonly title: string;
  readonly exercises: readonly ExerciseSummary[];
}

/**
 * The first step with something left to do, among what `fits`; null when nothing is. What was tried and has not been
 * passed waits for its day in the schedule.
 */
export function nextInPlan(
  plan: StudyPlan,
  index: Pick<ContentIndex, 'exercises'>,
  ledger: Ledger,
  schedule: Schedule,
  now: number,
  fits: (exercise: ExerciseSummary) => boolean,
): NextInPlan | null {
  const steps = stepsOf(plan, index);
  const isForToday = (one: ExerciseSummary): boolean => {
    const known = schedule.of(one.id);
    return fits(one) && (known === null || known.due < endOfDay(now));
  };
  for (const [at, { title, exercises }] of steps.entries()) {
    const left = leftOf(exercises, ledger).filter(isForToday);
    if (left.length > 0) return { step: at + 1, of: steps.length, title, exercises: left };
  }
  return null;
}
