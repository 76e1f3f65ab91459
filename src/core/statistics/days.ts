/** How much was practised on which day. */
import type { Attempt } from '../attempt.ts';
import { totalElapsed } from '../clock.ts';
import { groupBy } from '../groups.ts';
import { dayOf } from '../schedule/days.ts';

export interface PracticeDay {
  /** Such as `2026-11-25`, in local time. */
  readonly day: string;
  readonly minutes: number;
  readonly attempts: number;
}

/** Twelve weeks fit a calendar that one takes in at a glance. */
export const DAYS = 84;
const DAY_MS = 86_400_000;

/** The last twelve weeks up to `now`, oldest first, days without practice included. */
export function practiceDays(attempts: readonly Attempt[], now: number): readonly PracticeDay[] {
  const done = groupBy(attempts, ({ startedAt }) => dayOf(startedAt));
  // By noon, so that summer time neither skips a day nor doubles one.
  const noon = new Date(`${dayOf(now)}T12:00:00`).getTime();
  return Array.from({ length: DAYS }, (_, i) => {
    const day = dayOf(noon - (DAYS - 1 - i) * DAY_MS);
    const all = done.get(day) ?? [];
    const ms = all.reduce((sum, { clock }) => sum + totalElapsed(clock, now), 0);
    return { day, minutes: Math.round(ms / 60_000), attempts: all.length };
  });
}

/** Days in a row, up to today or yesterday, on which something was practised. */
export function streak(days: readonly PracticeDay[]): number {
  const done = days.map(({ attempts }) => attempts > 0).reverse();
  const from = done[0] === true ? 0 : 1;
  const end = done.indexOf(false, from);
  return (end < 0 ? done.length : end) - from;
}
