/**
 * Ids of events. They sort in the order in which the events were made, also when the system clock was set back
 * meanwhile: what folds the log in the order of ids gets the same result on every machine.
 */
import { incrementBase32, isValid, ulid } from 'ulid';

/** An id for an event at wall-clock time `at` that sorts after `last`. */
export function idAfter(last: string, at: number): string {
  const id = ulid(at);
  if (id > last || !isValid(last)) return id;
  try {
    return incrementBase32(last);
  } catch {
    // The last of all ids is taken, which only a damaged or foreign file can have done.
    return id;
  }
}
