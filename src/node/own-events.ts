/** What this window did, held until it is in the file. */
import type { Event } from '../core/events.ts';
import { formatHistoryLine } from '../protocol/history-line.ts';

export class OwnEvents {
  private readonly all: Event[] = [];
  /** Those that have not been read back from the file yet, by id, oldest first. */
  private readonly pending = new Map<string, Event>();
  /** Those that have not been written yet. */
  private unwritten: Event[] = [];

  hold(events: readonly Event[]): void {
    for (const event of events) {
      this.all.push(event);
      this.pending.set(event.id, event);
      this.unwritten.push(event);
    }
  }

  /** These are in the file. */
  found(events: readonly Event[]): void {
    for (const { id } of events) this.pending.delete(id);
  }

  /** What the file lacks, as far as that is known. */
  get waiting(): Event[] {
    return [...this.pending.values()];
  }

  isWaiting(id: string): boolean {
    return this.pending.has(id);
  }

  get isUnwritten(): boolean {
    return this.unwritten.length > 0;
  }

  /** The file was replaced, and may lack everything. */
  startOver(): void {
    for (const event of this.all) this.pending.set(event.id, event);
  }

  /** Waits again with what is not among the ids in the file; returns whether there is any. */
  holdLost(ids: ReadonlySet<string>): boolean {
    const lost = this.all.filter(({ id }) => !ids.has(id) && !this.pending.has(id));
    for (const event of lost) this.pending.set(event.id, event);
    return lost.length > 0;
  }

  /** What waits is written again. */
  writeAgain(): void {
    this.unwritten = this.waiting;
  }

  /** Writes what has not been written yet; if `append` throws, so does this, and keeps it. */
  write(append: (lines: string) => void): void {
    this.unwritten = this.unwritten.filter(({ id }) => this.pending.has(id));
    if (this.isUnwritten) append(this.unwritten.map(formatHistoryLine).join(''));
    this.unwritten = [];
  }
}
