/** Events folded into a ledger, each once. */
import type { Event } from '../core/events.ts';
import { Ledger } from '../core/ledger.ts';

export class Fold {
  readonly ledger = new Ledger();
  /** Ids of all events folded, so that none counts twice. */
  readonly seen = new Set<string>();
  /** The greatest of them. */
  last = '';
  /** Something was folded after what sorts behind it: the ledger may be wrong until everything is folded anew. */
  disordered = false;

  /** Folds the new events and returns them. */
  take(events: readonly Event[]): readonly Event[] {
    const fresh = inOrder(events.filter(({ id }) => !this.seen.has(id)));
    for (const event of fresh) this.add(event);
    return fresh;
  }

  add(event: Event): void {
    if (this.seen.has(event.id)) return;
    this.seen.add(event.id);
    this.ledger.apply(event);
    if (event.id > this.last) this.last = event.id;
    else this.disordered = true;
  }
}

/** Sorted by id; a list that is already in order, as a file usually is, stays as it is. */
export function inOrder(events: Event[]): readonly Event[] {
  const sorted = events.every((event, i) => i === 0 || (events[i - 1]?.id ?? '') <= event.id);
  return sorted ? events : events.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
