/** How much was practised on which day: the day on which it was lived, wherever that was. */
import type { Attempt } from '../attempt.ts';
import { totalElapsed } from '../clock.ts';
import { groupBy } from '../groups.ts';
import { dayOf, daysAfter, daysBetween, zoneAt } from '../schedule/days.ts';

export interface PracticeDay {
  /** Such as `2026-11-25`, as it was called there. */
  readonly day: string;
  readonly minutes: number;
  readonly attempts: number;
  /** A journey east took most of this day away. */
  readonly lost?: true;
}

/** Twelve weeks fit a calendar that one takes in at a glance. */
export const DAYS = 84;
const DAY_MS = 86_400_000;
/** Summer time changes a clock by less, and a journey that changes it by less rarely costs a day. */
const JOURNEY_MINUTES = 180;
/** A clock that is set forward by more has crossed the date line. */
const HALF_A_DAY = 720;

/** A time, and how many minutes the clock there was ahead of UTC. */
interface Moment {
  readonly at: number;
  readonly zone: number;
}

/** The last twelve weeks up to `now`, oldest first, days without practice included. */
export function practiceDays(
  attempts: readonly Attempt[],
  now: number,
  zone = zoneAt(now),
): readonly PracticeDay[] {
  // Wherever it was lived, no day of these weeks began earlier.
  const recent = attempts.filter(({ startedAt }) => startedAt > now - (DAYS + 3) * DAY_MS);
  const done = groupBy(recent, ({ startedAt, zone: own }) => dayOf(startedAt, own));
  const moments = recent.map(({ startedAt: at, zone: own }) => ({ at, zone: own ?? zoneAt(at) }));
  const lost = daysLost([...moments, { at: now, zone }].sort((a, b) => a.at - b.at));
  const today = dayOf(now, zone);
  return Array.from({ length: DAYS }, (_, i) => {
    const day = daysAfter(today, i + 1 - DAYS);
    const all = done.get(day) ?? [];
    const ms = all.reduce((sum, { clock }) => sum + totalElapsed(clock, now), 0);
    const minutes = Math.round(ms / 60_000);
    return {
      day,
      minutes,
      attempts: all.length,
      ...(lost.has(day) ? { lost: true as const } : {}),
    };
  });
}

/** Days of which a journey left little: one of the two clocks skips them, or the date line does. */
function daysLost(moments: readonly Moment[]): ReadonlySet<string> {
  const lost = new Set<string>();
  for (const [i, to] of moments.entries()) {
    const from = moments[i - 1];
    if (!from || Math.abs(to.zone - from.zone) < JOURNEY_MINUTES) continue;
    const day = dayOf(from.at, from.zone);
    if (daysBetween(day, dayOf(to.at, to.zone)) !== 2) continue;
    const adjacent = (zone: number): boolean =>
      daysBetween(dayOf(from.at, zone), dayOf(to.at, zone)) < 2;
    if (to.zone - from.zone > HALF_A_DAY || adjacent(from.zone) || adjacent(to.zone)) {
      lost.add(daysAfter(day, 1));
    }
  }
  return lost;
}

/** Days in a row, up to today or yesterday, on which something was practised. A lost day neither counts nor breaks the row. */
export function streak(days: readonly PracticeDay[]): number {
  const done = days
    .filter(({ attempts, lost }) => attempts > 0 || lost !== true)
    .map(({ attempts }) => attempts > 0)
    .reverse();
  const from = done[0] === true ? 0 : 1;
  const end = done.indexOf(false, from);
  return (end < 0 ? done.length : end) - from;
}
