/** What fits into the time that is left until the interview. */
import type { ContentIndex, ExerciseSummary } from '../content.ts';
import type { Role } from '../demand.ts';
import { nightsBetween } from './days.ts';
import { minutesOf, minutesOfAll } from './minutes.ts';
import { readinessAt, valueFrom } from './readiness.ts';
import type { Schedule } from './schedule.ts';

export interface Plan {
  readonly days: number;
  /** Minutes until then, at the minutes a day that the user has. */
  readonly minutes: number;
  /** What was practised and must be seen again before the day, the earliest due first. */
  readonly again: readonly ExerciseSummary[];
  /** What is new and still fits: what is asked most, and about the weakest items, first. */
  readonly fresh: readonly ExerciseSummary[];
  /** What is new and no longer fits: learning it now would cost more than it brings. */
  readonly leave: readonly ExerciseSummary[];
}

export interface PlanOptions {
  readonly now: number;
  readonly interview: number;
  readonly minutesADay: number;
  /** What the user applies for. */
  readonly role: Role;
}

/** The plan from `now` to `interview`; null when the interview is over. */
export function planUntil(
  index: ContentIndex,
  schedule: Schedule,
  { now, interview, minutesADay, role }: PlanOptions,
): Plan | null {
  const days = nightsBetween(now, interview);
  if (days < 0 || interview < now) return null;
  const minutes = Math.max(1, days) * minutesADay;
  const again = schedule.seen
    .filter(({ due }) => due <= interview)
    .sort((a, b) => a.due - b.due)
    .map(({ exercise }) => exercise);
  let left = minutes - minutesOfAll(again);
  const fresh: ExerciseSummary[] = [];
  const leave: ExerciseSummary[] = [];
  for (const exercise of byValue(index, schedule, interview, role)) {
    const cost = minutesOf(exercise);
    if (cost <= left) {
      fresh.push(exercise);
      left -= cost;
    } else leave.push(exercise);
  }
  return { days, minutes, again, fresh, leave };
}

/**
 * The plan in one sentence, such as "9 days at 45 minutes a day make about 7 hours: 12 exercises need reviewing, 30 new
 * ones fit, and 8 are better left for now."
 */
export function planText(plan: Plan, minutesADay: number): string {
  const { days, minutes, again, fresh, leave } = plan;
  const time =
    days <= 1
      ? `There ${minutes === 1 ? 'is' : 'are'} about ${spanOf(minutes)} left`
      : `${days} days at ${minutesADay} minutes a day make about ${spanOf(minutes)}`;
  const parts = [
    reviewText(again.length, minutesOfAll(again), minutes),
    ...(fresh.length > 0
      ? [`${fresh.length} new ${fresh.length === 1 ? 'one fits' : 'ones fit'}`]
      : []),
    ...(leave.length > 0
      ? [`${leave.length} ${leave.length === 1 ? 'is' : 'are'} better left for now`]
      : []),
  ];
  const all = parts.length > 1 ? [...parts.slice(0, -1), `and ${parts.at(-1) ?? ''}`] : parts;
  return `${time}: ${all.join(', ')}.`;
}

function reviewText(count: number, needed: number, minutes: number): string {
  if (count === 0) return 'no exercises need reviewing';
  if (needed <= minutes)
    return count === 1 ? '1 exercise needs reviewing' : `${count} exercises need reviewing`;
  return count === 1
    ? `the exercise to review needs ${spanOf(needed)}`
    : `the ${count} exercises to review need ${spanOf(needed)}, so start with the first of them`;
}

/** Minutes in words, from an hour and a half on in hours. */
function spanOf(minutes: number): string {
  if (minutes < 90) return minutes === 1 ? 'one minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return `${hours} hours`;
}

/** What is new; what is asked most, and about the least ready items, first. */
function byValue(
  index: ContentIndex,
  schedule: Schedule,
  at: number,
  role: Role,
): readonly ExerciseSummary[] {
  const value = valueFrom(readinessAt(schedule, index.checklist, index.exercises, at), role);
  return [...schedule.fresh].sort((a, b) => value(b) - value(a));
}
