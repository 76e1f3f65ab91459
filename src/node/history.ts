/**
 * The history on disk: folds what this and other windows append to one file, and what other machines made. Events are
 * folded in the order of their ids, whatever their order in the file, so that all who have the same events agree.
 */
import { basename } from 'node:path';
import { ulid } from 'ulid';
import { messageOf } from '../core/errors.ts';
import { EVENT_VERSION, type Event, type NewEvent } from '../core/events.ts';
import { Ledger } from '../core/ledger.ts';
import type { History } from '../core/ports.ts';
import { formatHistoryLine, parseHistoryLine } from '../protocol/history-line.ts';
import { idAfter } from './event-ids.ts';
import { LogFile, type NewLines } from './log-file.ts';

/** How often the file is looked at for what other windows wrote, in milliseconds. */
const POLL_MS = 400;
/** How long after a failed write, or after the file was replaced, what it lacks is written again. */
const RETRY_MS = 5000;

export interface HistoryOptions {
  readonly file: string;
  readonly now?: () => number;
  readonly retryMs?: number;
  /** Told once about each kind of trouble, as a whole sentence. */
  readonly onProblem: (message: string) => void;
}

export class FileHistory implements History {
  readonly session = ulid();
  ledger = new Ledger();
  private readonly log: LogFile;
  private readonly now: () => number;
  private readonly listeners = new Set<() => void>();
  /** Ids of all events folded, so that none counts twice. */
  protected seen = new Set<string>();
  /** The greatest id of all that was folded. */
  private last = '';
  /** The greatest id of what was done elsewhere and is not in the file. */
  private elsewhere = '';
  /** Everything this window appended. */
  private readonly own: Event[] = [];
  /** Own events that were not read back from the file yet, by id, oldest first. */
  private pending = new Map<string, Event>();
  /** Own events that could not be written yet. */
  private unwritten: Event[] = [];
  /** Ids that were folded before the file was replaced, until it is clear whether the new one has them. */
  private replaced: ReadonlySet<string> | null = null;
  private damaged = 0;
  private poll: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;
  private disposed = false;
  private readonly told = new Set<string>();

  constructor(private readonly options: HistoryOptions) {
    this.log = new LogFile(options.file);
    this.now = options.now ?? Date.now;
    this.refresh();
    this.lookLater();
  }

  append(event: NewEvent): Event {
    // What other windows wrote meanwhile comes before.
    this.refresh();
    const at = this.now();
    const full = { v: EVENT_VERSION, id: idAfter(this.lastAnywhere(), at), at, ...event } as Event;
    this.keep([full]);
    return full;
  }

  /** Takes over events of another machine; returns how many were new. Ones that are known change nothing. */
  adopt(events: readonly Event[]): number {
    this.refresh();
    const fresh = new Map(
      events.filter(({ id }) => !this.seen.has(id)).map((one) => [one.id, one]),
    );
    if (fresh.size > 0) this.keep([...fresh.values()]);
    return fresh.size;
  }

  follow(id: string): void {
    if (id > this.elsewhere) this.elsewhere = id;
  }

  private lastAnywhere(): string {
    return this.last > this.elsewhere ? this.last : this.elsewhere;
  }

  /** Every event that is known, in order: those in the file and those that could not be written yet. */
  events(): readonly Event[] {
    return this.readAll();
  }

  private keep(events: readonly Event[]): void {
    for (const event of events) {
      this.own.push(event);
      this.pending.set(event.id, event);
      this.unwritten.push(event);
    }
    this.write();
    this.refresh();
    this.emit();
  }

  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  flush(): Promise<void> {
    this.write();
    return Promise.resolve();
  }

  dispose(): void {
    this.disposed = true;
    if (this.poll) clearTimeout(this.poll);
    if (this.retry) clearTimeout(this.retry);
    this.mend();
  }

  /**
   * Node's `watchFile` takes what it sees first for unchanged and so misses what was written since the file was
   * read; here the file is compared with how it was read.
   */
  private lookLater(): void {
    const look = async (): Promise<void> => {
      if ((await this.log.hasChanged()) && !this.disposed && this.refresh()) this.emit();
      if (!this.disposed) this.lookLater();
    };
    this.poll = setTimeout(() => void look(), POLL_MS).unref();
  }

  private emit(): void {
    for (const listener of this.listeners) {
      try {
        listener();
      } catch (error) {
        this.tell('listener', `Your progress was saved but not shown (${messageOf(error)}).`);
      }
    }
  }

  private write(): void {
    const events = this.unwritten.filter(({ id }) => this.pending.has(id));
    this.unwritten = events;
    if (events.length === 0) return;
    try {
      this.log.append(events.map(formatHistoryLine).join(''));
      this.unwritten = [];
      this.told.delete('write');
    } catch (error) {
      this.tell(
        'write',
        `Your progress cannot be saved to ${this.options.file} (${messageOf(error)}). ` +
          'Keep working: it is held in memory and saved as soon as the file can be written.',
      );
      this.mendLater();
    }
  }

  private mendLater(): void {
    if (this.disposed) return;
    this.retry ??= setTimeout(() => {
      this.retry = null;
      this.mend();
      this.emit();
    }, this.options.retryMs ?? RETRY_MS).unref();
  }

  /** Writes what the file lacks of this window's events, whether a write failed or the file was replaced. */
  private mend(): void {
    this.refresh();
    if (
      this.replaced &&
      [...this.replaced].some((id) => this.pending.has(id) || !this.seen.has(id))
    ) {
      this.tell(
        'replaced',
        `${basename(this.options.file)} was deleted or replaced while in use. What it holds now counts; ` +
          `what you did in this window is added to it again. The file: ${this.options.file}`,
      );
    }
    this.replaced = null;
    this.unwritten = [...this.pending.values()];
    this.write();
  }

  /** Folds what is new in the file, then what is not in it yet; returns whether anything changed. */
  private refresh(): boolean {
    let changed = false;
    try {
      changed = this.fold(this.log.readNew());
    } catch (error) {
      this.tell(
        'read',
        `Your progress in ${this.options.file} cannot be read (${messageOf(error)}).`,
      );
    }
    this.take([...this.pending.values()]);
    this.tellDamage();
    return changed;
  }

  private fold({ lines, rest, restarted }: NewLines): boolean {
    if (restarted) {
      this.replaced ??= this.seen;
      this.startOver();
      this.mendLater();
    }
    const events = [...this.parse(lines, rest)];
    for (const { id } of events) this.pending.delete(id);
    return this.take(events) || restarted;
  }

  /** Folds the events that are new. One that sorts before what was folded has all of it folded again. */
  private take(events: readonly Event[]): boolean {
    const fresh = inOrder(events.filter(({ id }) => !this.seen.has(id)));
    const [first] = fresh;
    if (!first) return false;
    if (first.id > this.last) {
      this.apply(fresh);
    } else {
      this.foldAnew(fresh);
    }
    return true;
  }

  private foldAnew(fresh: readonly Event[]): void {
    try {
      const all = this.readAll(fresh);
      this.forget();
      this.apply(all);
    } catch {
      // The file cannot be read just now, which `refresh` tells; better folded late than not at all.
      this.apply(fresh);
    }
  }

  private apply(events: readonly Event[]): void {
    for (const event of events) {
      if (this.seen.has(event.id)) continue;
      this.seen.add(event.id);
      this.ledger.apply(event);
      this.last = event.id;
    }
  }

  /** What is in the file, what is not in it yet, and `more`, in order. */
  private readAll(more: readonly Event[] = []): readonly Event[] {
    const damaged = this.damaged;
    try {
      const { lines, rest } = new LogFile(this.options.file).readNew();
      return inOrder([...this.parse(lines, rest), ...this.pending.values(), ...more]);
    } finally {
      this.damaged = damaged;
    }
  }

  private forget(): void {
    this.ledger = new Ledger();
    this.seen = new Set();
    this.last = '';
  }

  private startOver(): void {
    this.forget();
    this.pending = new Map(this.own.map((event) => [event.id, event]));
    this.damaged = 0;
  }

  private *parse(lines: Iterable<string>, rest: string): Generator<Event> {
    for (const line of lines) {
      const parsed = parseHistoryLine(line);
      if (parsed.kind === 'damaged') this.damaged += 1;
      yield* parsed.events;
    }
    // A last line that lost no more than its newline is whole.
    yield* parseHistoryLine(rest).events;
  }

  /** Tells once of damaged lines; the history itself remembers it, for other windows and later days. */
  private tellDamage(): void {
    const lines = this.damaged;
    if (lines <= this.ledger.damageTold || this.told.has('damaged')) return;
    const [what, was] = lines === 1 ? ['One line', 'was'] : [`${lines} lines`, 'were'];
    this.tell(
      'damaged',
      `${what} of ${basename(this.options.file)} could not be read and ${was} left as it is; ` +
        `everything else is there. The file: ${this.options.file}`,
    );
    this.append({ kind: 'damage-told', lines });
  }

  private tell(kind: string, message: string): void {
    if (this.told.has(kind)) return;
    this.told.add(kind);
    this.options.onProblem(message);
  }
}

/** Sorted by id; a list that is in order already, as a file mostly is, stays as it is. */
function inOrder(events: Event[]): readonly Event[] {
  const sorted = events.every((event, i) => i === 0 || (events[i - 1]?.id ?? '') <= event.id);
  return sorted ? events : events.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
