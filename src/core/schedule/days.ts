/** Days as people who practise late at night count them. */

/** A day begins at this hour of local time: what is done after midnight belongs to the evening. */
const DAY_BEGINS = 4;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How many minutes the local clock is ahead of UTC at a time. */
export function zoneAt(at: number): number {
  return -Math.round(new Date(at).getTimezoneOffset()) || 0;
}

/** Wall-clock milliseconds at which the day of `at` ends, in local time. */
export function endOfDay(at: number): number {
  const now = new Date(at);
  // The hour on the wall clock: on two nights a year, more or fewer hours have passed since midnight than it shows.
  const date = now.getDate() + (now.getHours() < DAY_BEGINS ? 0 : 1);
  return new Date(now.getFullYear(), now.getMonth(), date, DAY_BEGINS).getTime();
}

/** The day of `at`, as `2026-11-25`, where the clock was `zone` minutes ahead of UTC: by default here, as it is now. */
export function dayOf(at: number, zone = zoneAt(at)): string {
  const there = clockIn(at, zone);
  const back = there.getUTCHours() < DAY_BEGINS ? 1 : 0;
  return dayText(Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate() - back));
}

/** The time of day of `at`, as `18:30`, in that zone. */
export function timeOf(at: number, zone = zoneAt(at)): string {
  return clockIn(at, zone).toISOString().slice(-13, -8);
}

/** The day so many days after `day`; negative for before. */
export function daysAfter(day: string, count: number): string {
  return dayText(Date.parse(day) + count * DAY_MS);
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * Wall-clock milliseconds of the morning (nine o'clock, local time) of a date written as `2026-11-25`; null when it
 * is not one that the calendar has.
 */
export function morningOf(date: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const morning = new Date(Number(year), Number(month) - 1, Number(day), 9);
  return morning.getMonth() === Number(month) - 1 ? morning.getTime() : null;
}

/** Nights between the days of `from` and `to`; negative when `to` is earlier. Summer time changes nothing. */
export function nightsBetween(from: number, to: number): number {
  return Math.round((endOfDay(to) - endOfDay(from)) / DAY_MS);
}

/** What a clock there shows, as UTC. */
function clockIn(at: number, zone: number): Date {
  const there = new Date(at + zone * MINUTE_MS);
  // At the end of time, a zone can lead beyond it.
  return Number.isNaN(there.getTime()) ? new Date(at) : there;
}

function dayText(midnight: number): string {
  return new Date(midnight).toISOString().slice(0, -14);
}
