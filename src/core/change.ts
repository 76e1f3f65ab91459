/** What has changed in the history, so that only what depends on it is computed and drawn again. */
import type { Event, EventKind } from './events.ts';
import type { Ledger } from './ledger.ts';

/** Null if anything may be different: other content, other settings, or events out of order. */
export type Change = EventChange | null;

export interface EventChange {
  readonly kinds: ReadonlySet<EventKind>;
  /** Ids of the exercises that the events are about. */
  readonly exercises: ReadonlySet<string>;
  /** Ids of the exercises whose reviews may have changed. */
  readonly reviewed: ReadonlySet<string>;
  /** Ids of the checklist items that were ticked or unticked. */
  readonly items: ReadonlySet<string>;
}

/** `ledger` has already folded the events. Returns null if an event belongs to an attempt that the ledger does not know. */
export function changeOf(events: readonly Event[], ledger: Ledger): Change {
  const change = {
    exercises: new Set<string>(),
    reviewed: new Set<string>(),
    items: new Set<string>(),
  };
  for (const event of events) {
    if (event.kind === 'item-ticked') change.items.add(event.item);
    if ('exerciseId' in event) change.exercises.add(event.exerciseId);
    // A new attempt ends the previous one.
    if (event.kind === 'attempt-started') change.reviewed.add(event.exerciseId);
    const id = 'attempt' in event ? event.attempt : null;
    if (id === null) continue;
    const attempt = ledger.attempt(id);
    if (!attempt) return null;
    change.exercises.add(attempt.exerciseId);
    // An attempt becomes a review only when it ends.
    if (attempt.finishedAt !== null) change.reviewed.add(attempt.exerciseId);
  }
  return { kinds: new Set(events.map(({ kind }) => kind)), ...change };
}

/** Both changes as one. */
export function joinChanges(a: Change, b: Change): Change {
  if (a === null || b === null) return null;
  return {
    kinds: new Set([...a.kinds, ...b.kinds]),
    exercises: new Set([...a.exercises, ...b.exercises]),
    reviewed: new Set([...a.reviewed, ...b.reviewed]),
    items: new Set([...a.items, ...b.items]),
  };
}

/** Whether the change includes one of these kinds of event, or may include anything. */
export function hasAny(change: Change, kinds: readonly EventKind[]): boolean {
  return change === null || kinds.some((kind) => change.kinds.has(kind));
}
