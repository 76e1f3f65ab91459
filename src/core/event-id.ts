/**
 * Ids of events: ULIDs, which sort by the time that they begin with. A time after 3050 is refused, since
 * only a damaged or foreign file can hold one: all later events must sort after it, and the end of time leaves no room.
 */

/** The last time that an id can begin with: just before 3050. */
export const LAST_ID_TIME = 31 * 32 ** 8 - 1;

/** In Crockford's base 32; the first two of ten digits of the time are at most `0Y`. */
const SHAPE = /^0[0-9A-HJKMNP-TV-Y][0-9A-HJKMNP-TV-Z]{24}$/;

export function isEventId(value: unknown): value is string {
  return typeof value === 'string' && SHAPE.test(value);
}
