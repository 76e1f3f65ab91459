/** What fits into the time that is left until the interview. */
import type { ContentIndex, ExerciseSummary } from '../content.ts';
import { nightsBetween } from './days.ts';
import { minutesOf } from './minutes.ts';
import { readinessAt } from './readiness.ts';
import type { Schedule } from './schedule.ts';

export interface Plan {
  readonly days: number;
  /** Minutes until then, at the minutes a day that the user has. */
  readonly minutes: number;
  /** What was practised and must be seen again before the day, the earliest due first. */
  readonly again: readonly ExerciseSummary[];
  /** What is new and still fits, what helps the weakest items first. */
  readonly fresh: readonly ExerciseSummary[];
  /** What is new and no longer fits: learning it now would cost more than it brings. */
  readonly leave: readonly ExerciseSummary[];
}

/** The plan from `now` to `interview`; null when the interview is over. */
export function planUntil(
  index: ContentIndex,
  schedule: Schedule,
  { now, interview, minutesADay }: { now: number; interview: number; minutesADay: number },
): Plan | null {
  const days = nightsBetween(now, interview);
  if (days < 0 || interview < now) return null;
  const minutes = Math.max(1, days) * minutesADay;
  const again = schedule.seen
    .filter(({ due }) => due <= interview)
    .sort((a, b) => a.due - b.due)
    .map(({ exercise }) => exercise);
  let left = again.reduce((sum, exercise) => sum - minutesOf(exercise), minutes);
  const fresh: ExerciseSummary[] = [];
  const leave: ExerciseSummary[] = [];
  for (const exercise of byNeed(index, schedule, interview)) {
    const cost = minutesOf(exercise);
    if (cost <= left) {
      fresh.push(exercise);
      left -= cost;
    } else leave.push(exercise);
  }
  return { days, minutes, again, fresh, leave };
}

/** What is new, what is about the least ready items first. */
function byNeed(index: ContentIndex, schedule: Schedule, at: number): readonly ExerciseSummary[] {
  const ready = new Map(
    readinessAt(schedule, index.checklist, index.exercises, at).map((one) => [
      one.item.id,
      one.ready,
    ]),
  );
  const need = ({ items }: ExerciseSummary): number =>
    Math.min(1, ...items.map((item) => ready.get(item) ?? 1));
  return [...schedule.fresh].sort((a, b) => need(a) - need(b));
}
