/** Who hears of changes of the history, and of what they have not heard yet. */
import type { Event } from '../core/events.ts';
import type { HistoryListener } from '../core/ports.ts';

export class HistoryListeners {
  private readonly all = new Set<HistoryListener>();
  /** Null where the ledger is another one. */
  private unheard: Event[] | null = [];

  /** `onError` gets what a listener throws: the others are told all the same. */
  constructor(private readonly onError: (error: unknown) => void) {}

  /** Returns how to stop. */
  add(listener: HistoryListener): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  /** These were folded. */
  note(events: readonly Event[]): void {
    for (const event of events) this.unheard?.push(event);
  }

  /** Everything was folded anew. */
  noteAll(): void {
    this.unheard = null;
  }

  /** Nobody needs to hear of what was noted so far. */
  forget(): void {
    this.unheard = [];
  }

  tell(): void {
    const { unheard } = this;
    this.unheard = [];
    for (const listener of this.all) {
      try {
        listener(unheard);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
