/** Tells listeners what has changed in the ledger since they were last told. */
import { changeOf } from '../core/change.ts';
import type { Event } from '../core/events.ts';
import type { Ledger } from '../core/ledger.ts';
import type { HistoryListener } from '../core/ports.ts';

export class HistoryListeners {
  private readonly all = new Set<HistoryListener>();
  /** Null after the whole ledger has been replaced. */
  private unheard: Event[] | null = [];

  /** `onError` receives what a listener throws; the others are told all the same. */
  constructor(private readonly onError: (error: unknown) => void) {}

  /** Returns how to stop. */
  add(listener: HistoryListener): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  /** These events have been folded. */
  note(events: readonly Event[]): void {
    for (const event of events) this.unheard?.push(event);
  }

  /** The whole ledger has been folded anew. */
  noteAll(): void {
    this.unheard = null;
  }

  /** Drops what has been noted so far. */
  forget(): void {
    this.unheard = [];
  }

  tell(ledger: Ledger): void {
    const change = this.unheard && changeOf(this.unheard, ledger);
    this.unheard = [];
    for (const listener of this.all) {
      try {
        listener(change);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
