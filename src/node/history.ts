/**
 * The history on disk: folds what this and other windows append to one file, and what other machines made. Events are
 * folded in the order of their ids, whatever their order in the file, so that all who have the same events agree.
 * What is long, because somebody imported much or the file is another one now, is done while others get their turn.
 */
import { basename } from 'node:path';
import { ulid } from 'ulid';
import { messageOf } from '../core/errors.ts';
import { EVENT_VERSION, type Event, type NewEvent } from '../core/events.ts';
import type { Ledger } from '../core/ledger.ts';
import type { History } from '../core/ports.ts';
import { zoneAt } from '../core/schedule/days.ts';
import { inSlices, othersTurn } from '../core/slices.ts';
import { Damage } from '../protocol/damage.ts';
import { formatHistoryLine } from '../protocol/history-line.ts';
import { idAfter } from './event-ids.ts';
import { Fold, inOrder } from './fold.ts';
import { LogFile } from './log-file.ts';
import { eventsIn, eventsSlowly, SLICE } from './logged-events.ts';

/** How often the file is looked at for what other windows wrote, in milliseconds. */
const POLL_MS = 400;
/** How long after a failed write, or after the file was replaced, what it lacks is written again. */
const RETRY_MS = 5000;
/** Up to this length, in bytes, a file is read and folded in one go: that takes less than people notice. */
const SMALL = 8 << 20;
/** How many events are written in one go. */
const BATCH = 1000;

export interface HistoryOptions {
  readonly file: string;
  readonly now?: () => number;
  /** Minutes that the local clock is ahead of UTC at a time. */
  readonly zone?: (at: number) => number;
  readonly retryMs?: number;
  /** Told once about each kind of trouble, as a whole sentence. */
  readonly onProblem: (message: string) => void;
}

export class FileHistory implements History {
  readonly session = ulid();
  protected state = new Fold();
  private log: LogFile;
  private damage = new Damage();
  private readonly now: () => number;
  private readonly zone: (at: number) => number;
  private readonly listeners = new Set<() => void>();
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
  /** There is more in the file than was read. */
  private behind = false;
  /** What folds all anew, as long as it does. */
  private folding: Promise<void> | null = null;
  private poll: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;
  private disposed = false;
  private readonly told = new Set<string>();

  /** Reads the file at once, unless `later`. */
  constructor(
    private readonly options: HistoryOptions,
    later = false,
  ) {
    this.log = new LogFile(options.file);
    this.now = options.now ?? Date.now;
    this.zone = options.zone ?? zoneAt;
    if (later) return;
    this.refresh(Infinity);
    this.lookLater();
  }

  /** Reads the file while others get their turn. */
  static async open(options: HistoryOptions): Promise<FileHistory> {
    const history = new FileHistory(options, true);
    await history.foldAnew();
    await history.catchUp();
    history.lookLater();
    return history;
  }

  get ledger(): Ledger {
    return this.state.ledger;
  }

  append(event: NewEvent): Event {
    // What other windows wrote meanwhile comes before.
    this.refresh();
    const at = this.now();
    const id = idAfter(this.lastAnywhere(), at);
    const full = { v: EVENT_VERSION, id, at, zone: this.zone(at), ...event } as Event;
    this.keep([full]);
    return full;
  }

  /**
   * Takes over events of another machine; resolves to how many were new. Ones that are known change nothing. Ended by
   * `signal`, it has taken over the first of them.
   */
  async adopt(events: readonly Event[], signal?: AbortSignal): Promise<number> {
    this.refresh();
    const unknown = events.filter(({ id }) => !this.state.seen.has(id));
    const fresh = [...new Map(unknown.map((one) => [one.id, one])).values()];
    if (fresh.length > BATCH) return this.adoptMany(fresh, signal);
    if (fresh.length > 0) this.keep(fresh);
    await this.folding;
    return fresh.length;
  }

  private async adoptMany(fresh: readonly Event[], signal?: AbortSignal): Promise<number> {
    let done = 0;
    while (done < fresh.length && signal?.aborted !== true) {
      // What cannot be written now is tried again later, as a whole.
      const batch = fresh.slice(done, this.unwritten.length > 0 ? undefined : done + BATCH);
      this.hold(batch);
      this.write();
      done += batch.length;
      await othersTurn();
    }
    await this.catchUp();
    this.emit();
    return done;
  }

  follow(id: string): void {
    if (id > this.elsewhere) this.elsewhere = id;
  }

  private lastAnywhere(): string {
    return this.state.last > this.elsewhere ? this.state.last : this.elsewhere;
  }

  /** Every event that is known, in order: those in the file and those that could not be written yet. */
  async events(): Promise<readonly Event[]> {
    const events = await eventsSlowly(new LogFile(this.options.file)).catch((): Event[] => []);
    return inOrder(events.concat([...this.pending.values()]));
  }

  private keep(events: readonly Event[]): void {
    this.hold(events);
    this.write();
    this.refresh();
    this.emit();
  }

  private hold(events: readonly Event[]): void {
    for (const event of events) {
      this.own.push(event);
      this.pending.set(event.id, event);
      this.unwritten.push(event);
    }
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
      const changed = this.behind || (await this.log.hasChanged());
      if (changed && !this.disposed && (await this.catchUp())) this.emit();
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
      void this.catchUp().then(() => {
        if (this.disposed) return;
        this.mend();
        this.emit();
      });
    }, this.options.retryMs ?? RETRY_MS).unref();
  }

  /** Writes what the file lacks of this window's events, whether a write failed or the file was replaced. */
  private mend(): void {
    this.refresh();
    // Before all of the file is read, it is not known what it lacks.
    if (this.behind && !this.disposed) return this.mendLater();
    const { seen } = this.state;
    if (this.replaced && [...this.replaced].some((id) => this.pending.has(id) || !seen.has(id))) {
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

  /** Folds what is new in the file, as far as that is quick, then what is not in it yet; returns whether anything changed. */
  private refresh(most = SMALL): boolean {
    const changed = this.readSome(most);
    this.settle();
    return changed;
  }

  /** The same in full, while others get their turn. */
  private async catchUp(): Promise<boolean> {
    let changed = this.readSome(SLICE);
    while (this.behind && !this.disposed) {
      await othersTurn();
      changed = this.readSome(SLICE) || changed;
    }
    this.settle();
    await this.folding;
    return changed;
  }

  private readSome(most: number): boolean {
    this.behind = false;
    try {
      const read = this.log.readNew(most);
      this.behind = read.more;
      if (read.restarted) this.startOver();
      const events = eventsIn(read, this.damage);
      for (const { id } of events) this.pending.delete(id);
      return this.state.take(events) || read.restarted;
    } catch (error) {
      this.tellUnread(error);
      return false;
    }
  }

  private startOver(): void {
    this.replaced ??= this.state.seen;
    this.state = new Fold();
    this.pending = new Map(this.own.map((event) => [event.id, event]));
    this.damage = new Damage();
    this.mendLater();
  }

  /** Folds what is not in the file yet, puts right what was folded in disorder, and tells of damage. */
  private settle(): void {
    this.state.take([...this.pending.values()]);
    if (this.state.disordered) {
      if (this.behind || this.log.size > SMALL) void this.foldAnew();
      else this.foldAtOnce();
    }
    if (!this.behind) this.tellDamage();
  }

  /** Folds a short file in order. */
  private foldAtOnce(): void {
    try {
      const events = eventsIn(new LogFile(this.options.file).readNew());
      const fold = new Fold();
      fold.take(events.concat([...this.pending.values()]));
      this.state = fold;
    } catch (error) {
      this.tellUnread(error);
    }
  }

  /** Folds a file of any length in order, while others get their turn. */
  private foldAnew(): Promise<void> {
    this.folding ??= this.foldSlowly()
      .catch((error: unknown) => this.tellUnread(error))
      .finally(() => {
        this.folding = null;
      });
    return this.folding;
  }

  private async foldSlowly(): Promise<void> {
    while (!this.disposed) {
      const [log, fold, damage] = [new LogFile(this.options.file), new Fold(), new Damage()];
      const events = inOrder(await eventsSlowly(log, damage));
      await inSlices(events, (event) => fold.add(event));
      // What came meanwhile. Where that sorts before the rest, or the file is another now, all begins again.
      const read = log.readNew();
      const late = eventsIn(read, damage);
      fold.take(late);
      for (const some of [events, late]) for (const { id } of some) this.pending.delete(id);
      this.holdLost(fold.seen);
      fold.take([...this.pending.values()]);
      if (fold.disordered || read.restarted) continue;
      [this.log, this.state, this.damage, this.behind] = [log, fold, damage, read.more];
      this.emit();
      return;
    }
  }

  /** What this window did and the file no longer has was in one that was replaced. */
  private holdLost(seen: ReadonlySet<string>): void {
    const lost = this.own.filter(({ id }) => !seen.has(id) && !this.pending.has(id));
    if (lost.length === 0) return;
    for (const event of lost) this.pending.set(event.id, event);
    this.replaced ??= this.state.seen;
    this.mendLater();
  }

  private tellUnread(error: unknown): void {
    this.tell(
      'read',
      `Your progress in ${this.options.file} cannot be read (${messageOf(error)}). ` +
        'Put the file back or remove what stands in its place: until then, what you do is kept in memory.',
    );
  }

  /** Tells once of damaged lines; the history itself remembers it, for other windows and later days. */
  private tellDamage(): void {
    const { lines } = this.damage;
    if (lines <= this.ledger.damageTold || this.told.has('damaged')) return;
    this.tell(
      'damaged',
      `${this.damage.in(basename(this.options.file))} could not be read and ${this.damage.left}; ` +
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
