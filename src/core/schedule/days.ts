/** Days as people who practise late at night count them. */

/** A day begins at this hour of local time: what is done after midnight belongs to the evening. */
const DAY_BEGINS = 4;
const HOUR_MS = 3_600_000;

/** Wall-clock milliseconds at which the day of `at` ends, in local time. */
export function endOfDay(at: number): number {
  const day = new Date(at - DAY_BEGINS * HOUR_MS);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, DAY_BEGINS).getTime();
}

/** The day of `at` in local time, as `2026-11-25`. */
export function dayOf(at: number): string {
  const day = new Date(at - DAY_BEGINS * HOUR_MS);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
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
  return Math.round((endOfDay(to) - endOfDay(from)) / (24 * HOUR_MS));
}
