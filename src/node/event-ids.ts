/**
 * Makes the ids of events. They sort in the order in which the events were made, even if the system clock was set
 * back meanwhile: folding the log in the order of ids gives the same result on every machine. Each has 80 random bits of
 * its own, so that two windows, or two machines, that go on from the same event never make the same id.
 */
import { decodeTime, ulid } from 'ulid';
import { isEventId, LAST_ID_TIME } from '../core/event-id.ts';

/** The latest time that a clock may show: far enough from the last one to leave room for what follows. */
const LAST_CLOCK = Date.UTC(3000, 0, 1);

/** An id for an event at wall-clock time `at` that sorts after `last`. */
export function idAfter(last: string, at: number): string {
  // A clock can be wrong by more than an id can say: then its nearest end.
  const id = ulid(Math.min(LAST_CLOCK, Math.max(0, Math.trunc(at))));
  if (id > last || !isEventId(last)) return id;
  // In the same millisecond, or when the clock was set back: just after the last one, by its time.
  const time = decodeTime(last);
  // Nothing sorts after the very last millisecond: this event is folded before it, like those that come from elsewhere.
  return time < LAST_ID_TIME ? ulid(time + 1) : id;
}
