/**
 * Ids of events. They sort in the order in which the events were made, also when the system clock was set back
 * meanwhile: what folds the log in the order of ids gets the same result on every machine. Each has 80 bits of chance
 * of its own, so that two windows, or two machines, that go on from the same event never make the same id.
 */
import { decodeTime, incrementBase32, isValid, TIME_MAX, ulid } from 'ulid';

/** An id for an event at wall-clock time `at` that sorts after `last`. */
export function idAfter(last: string, at: number): string {
  // A clock can be wrong by more than an id can say: then its nearest end.
  const id = ulid(Math.min(TIME_MAX, Math.max(0, Math.trunc(at))));
  if (id > last || !isValid(last)) return id;
  // In the same millisecond, or when the clock was set back: just after the last one, by its time.
  const time = decodeTime(last);
  return time < TIME_MAX ? ulid(time + 1) : idAtTheEnd(last, id);
}

/** The end of time is reached, which only a damaged or foreign file can have done. */
function idAtTheEnd(last: string, id: string): string {
  try {
    return incrementBase32(last);
  } catch {
    return id;
  }
}
