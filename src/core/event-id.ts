/**
 * Ids of events: ULIDs, which sort by the time that they begin with. One of a time after the year 3000 is refused, as
 * only a damaged or foreign file has it: all that is done later must sort behind it, and the end of time leaves no room.
 */

/** The last time that an id can begin with: just before 3050. */
export const LAST_ID_TIME = 31 * 32 ** 8 - 1;

/** In Crockford's base 32; the first two of ten digits of the time are at most `0Y`. */
const SHAPE = /^0[0-9A-HJKMNP-TV-Y][0-9A-HJKMNP-TV-Z]{24}$/;

export function isEventId(value: unknown): value is string {
  return typeof value === 'string' && SHAPE.test(value);
}
