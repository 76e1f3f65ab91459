/**
 * The history on disk: folds what this and other windows append to one file, and what other machines made. Events are
 * folded in the order of their ids, whatever their order in the file, so that all who have the same events agree.
 * Long work, as after a large import or when the file was replaced, is done while others get their turn.
 */
import { ulid } from 'ulid';
import { EVENT_VERSION, type Event, type NewEvent } from '../core/events.ts';
import type { Ledger } from '../core/ledger.ts';
import type { History, HistoryListener } from '../core/ports.ts';
import { zoneAt } from '../core/schedule/days.ts';
import { othersTurn } from '../core/slices.ts';
import { Damage } from '../protocol/damage.ts';
import { idAfter } from './event-ids.ts';
import { Fold, inOrder } from './fold.ts';
import { foldedAtOnce, foldedSlowly } from './folded-file.ts';
import { HistoryListeners } from './history-listeners.ts';
import { HistoryProblems } from './history-problems.ts';
import { LogFile } from './log-file.ts';
import { eventsIn, eventsSlowly, SLICE } from './logged-events.ts';
import { OwnEvents } from './own-events.ts';

/** How often the file is looked at for what other windows wrote, in milliseconds. */
const POLL_MS = 400;
/** How long after a failed write, or after the file was replaced, what it lacks is written again. */
const RETRY_MS = 5000;
/** Up to this length, in bytes, a file is read and folded in one go, too quickly for anybody to notice. */
const SMALL = 8 << 20;
/** How many events are written at once. */
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
  private readonly listeners = new HistoryListeners((error) => this.told.notShown(error));
  /** The greatest id of what was done elsewhere and is not in the file. */
  private elsewhere = '';
  private readonly own = new OwnEvents();
  /** Ids that were folded before the file was replaced, until it is clear whether the new one has them. */
  private replaced: ReadonlySet<string> | null = null;
  /** There is more in the file than was read. */
  private behind = false;
  /** The work of folding everything anew, while it lasts. */
  private folding: Promise<void> | null = null;
  private poll: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;
  private disposed = false;
  private readonly told: HistoryProblems;

  /** Reads the file at once, unless `later`. */
  constructor(
    private readonly options: HistoryOptions,
    later = false,
  ) {
    this.log = new LogFile(options.file);
    this.now = options.now ?? Date.now;
    this.zone = options.zone ?? zoneAt;
    this.told = new HistoryProblems(options.file, options.onProblem);
    if (later) return;
    this.refresh(Infinity);
    this.listeners.forget();
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

  get size(): number {
    return this.state.seen.size;
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
      const batch = fresh.slice(done, this.own.isUnwritten ? undefined : done + BATCH);
      this.own.hold(batch);
      this.write();
      done += batch.length;
      await othersTurn();
    }
    await this.catchUp();
    this.listeners.tell(this.ledger);
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
    return inOrder(events.concat(this.own.waiting));
  }

  private keep(events: readonly Event[]): void {
    this.own.hold(events);
    this.write();
    this.refresh();
    this.listeners.tell(this.ledger);
  }

  onDidChange(listener: HistoryListener): () => void {
    return this.listeners.add(listener);
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
      if (changed && !this.disposed && (await this.catchUp())) this.listeners.tell(this.ledger);
      if (!this.disposed) this.lookLater();
    };
    this.poll = setTimeout(() => void look(), POLL_MS).unref();
  }

  private write(): void {
    try {
      this.own.write((lines) => this.log.append(lines));
      this.told.over('unsaved');
    } catch (error) {
      this.told.unsaved(error);
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
        this.listeners.tell(this.ledger);
      });
    }, this.options.retryMs ?? RETRY_MS).unref();
  }

  /** Writes what the file lacks of this window's events, whether a write failed or the file was replaced. */
  private mend(): void {
    this.refresh();
    // Until the whole file is read, nobody knows what it lacks.
    if (this.behind && !this.disposed) return this.mendLater();
    const { seen } = this.state;
    if (this.replaced && [...this.replaced].some((id) => this.own.isWaiting(id) || !seen.has(id))) {
      this.told.replaced();
    }
    this.replaced = null;
    this.own.writeAgain();
    this.write();
  }

  /** Folds what is new in the file, if that is quick, then what is not in it yet; returns whether anything changed. */
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
      this.own.found(events);
      return this.take(events) || read.restarted;
    } catch (error) {
      this.told.unread(error);
      return false;
    }
  }

  /** Folds the events that are new; returns whether there are any. */
  private take(events: readonly Event[]): boolean {
    const fresh = this.state.take(events);
    this.listeners.note(fresh);
    return fresh.length > 0;
  }

  private startOver(): void {
    this.replaced ??= this.state.seen;
    this.state = new Fold();
    this.listeners.noteAll();
    this.own.startOver();
    this.damage = new Damage();
    this.mendLater();
  }

  /** Folds what is not in the file yet, puts right what was folded in disorder, and tells of damage. */
  private settle(): void {
    this.take(this.own.waiting);
    if (this.state.disordered) {
      this.listeners.noteAll();
      if (this.behind || this.log.size > SMALL) void this.foldAnew();
      else this.foldAtOnce();
    }
    if (!this.behind) this.tellDamage();
  }

  /** Folds a short file in order. */
  private foldAtOnce(): void {
    try {
      this.state = foldedAtOnce(this.options.file, this.own);
    } catch (error) {
      this.told.unread(error);
    }
  }

  /** Folds a file of any length in order, while others get their turn. */
  private foldAnew(): Promise<void> {
    this.folding ??= this.foldSlowly()
      .catch((error: unknown) => this.told.unread(error))
      .finally(() => (this.folding = null));
    return this.folding;
  }

  private async foldSlowly(): Promise<void> {
    const folded = await foldedSlowly(this.options.file, this.own, () => this.disposed);
    if (!folded) return;
    if (folded.lost) {
      this.replaced ??= this.state.seen;
      this.mendLater();
    }
    [this.log, this.state, this.damage] = [folded.log, folded.fold, folded.damage];
    this.listeners.noteAll();
    this.behind = false;
    this.listeners.tell(this.ledger);
  }

  /** Tells once of damaged lines; the history itself remembers it, for other windows and later days. */
  private tellDamage(): void {
    const { lines } = this.damage;
    if (lines <= this.ledger.damageTold || this.told.wasTold('damaged')) return;
    this.told.damaged(this.damage);
    this.append({ kind: 'damage-told', lines });
  }
}
