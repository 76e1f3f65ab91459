/** The history on disk: folds what this and other windows append to one file. */
import { unwatchFile, watchFile } from 'node:fs';
import { basename } from 'node:path';
import { monotonicFactory, ulid } from 'ulid';
import { messageOf } from '../core/errors.ts';
import { EVENT_VERSION, type Event, type NewEvent } from '../core/events.ts';
import { Ledger } from '../core/ledger.ts';
import type { History } from '../core/ports.ts';
import { formatHistoryLine, parseHistoryLine } from '../protocol/history-line.ts';
import { LogFile } from './log-file.ts';

/** How often the file is looked at for what other windows wrote, in milliseconds. */
const POLL_MS = 400;
/** How long after a failed write it is tried again, in milliseconds. */
const RETRY_MS = 5000;

export interface HistoryOptions {
  readonly file: string;
  readonly now?: () => number;
  /** Told once about each kind of trouble, as a whole sentence. */
  readonly onProblem: (message: string) => void;
}

export class FileHistory implements History {
  readonly session = ulid();
  ledger = new Ledger();
  private readonly log: LogFile;
  private readonly nextId = monotonicFactory();
  private readonly now: () => number;
  private readonly listeners = new Set<() => void>();
  /** Ids of all events folded, so that none counts twice. */
  private readonly seen = new Set<string>();
  /** Own events that were folded but not read back from the file yet, oldest first. */
  private unconfirmed: Event[] = [];
  /** Own events that could not be written yet. */
  private unwritten: Event[] = [];
  private retry: NodeJS.Timeout | null = null;
  private readonly told = new Set<string>();

  constructor(private readonly options: HistoryOptions) {
    this.log = new LogFile(options.file);
    this.now = options.now ?? Date.now;
    this.refresh();
    watchFile(options.file, { interval: POLL_MS, persistent: false }, this.onFileChange);
  }

  append(event: NewEvent): Event {
    const at = this.now();
    const full = { v: EVENT_VERSION, id: this.nextId(at), at, ...event } as Event;
    this.seen.add(full.id);
    this.ledger.apply(full);
    this.unconfirmed.push(full);
    this.unwritten.push(full);
    this.write();
    this.refresh();
    this.emit();
    return full;
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
    unwatchFile(this.options.file, this.onFileChange);
    if (this.retry) clearTimeout(this.retry);
    this.write();
    this.retry = null;
  }

  private readonly onFileChange = (): void => {
    if (this.refresh()) this.emit();
  };

  private emit(): void {
    for (const listener of this.listeners) listener();
  }

  private write(): void {
    if (this.unwritten.length === 0) return;
    try {
      this.log.append(this.unwritten.map(formatHistoryLine).join(''));
      this.unwritten = [];
      this.told.delete('write');
    } catch (error) {
      this.tell(
        'write',
        `Your progress cannot be saved to ${this.options.file} (${messageOf(error)}). ` +
          'Go on working: it is kept in memory and saved as soon as the file can be written.',
      );
      this.retry ??= setTimeout(() => {
        this.retry = null;
        this.write();
      }, RETRY_MS).unref();
    }
  }

  /** Folds what is new in the file; returns whether anything changed. */
  private refresh(): boolean {
    try {
      const { lines, restarted } = this.log.readNew();
      if (restarted && this.seen.size > this.unconfirmed.length) {
        this.startOver();
        this.fold(lines);
        return true;
      }
      return this.fold(lines);
    } catch (error) {
      this.tell(
        'read',
        `Your progress in ${this.options.file} cannot be read (${messageOf(error)}).`,
      );
      return false;
    }
  }

  /**
   * Foreign events that stand in the file before own unconfirmed ones were folded too late; then the fold starts
   * over in the order of the file, so that every window sees the same.
   */
  private fold(lines: readonly string[]): boolean {
    let changed = false;
    let outOfOrder = false;
    for (const event of this.parse(lines)) {
      if (this.seen.has(event.id)) {
        this.unconfirmed = this.unconfirmed.filter((own) => own.id !== event.id);
        continue;
      }
      outOfOrder ||= this.unconfirmed.length > 0;
      this.seen.add(event.id);
      this.ledger.apply(event);
      changed = true;
    }
    if (outOfOrder) {
      this.log.rewind();
      this.startOver();
      this.fold(this.log.readNew().lines);
    }
    return changed;
  }

  private startOver(): void {
    this.ledger = new Ledger();
    this.seen.clear();
    this.unconfirmed = [...this.unwritten];
    for (const event of this.unconfirmed) {
      this.seen.add(event.id);
      this.ledger.apply(event);
    }
  }

  private parse(lines: readonly string[]): Event[] {
    let damaged = 0;
    const events = lines.flatMap((line) => {
      const parsed = parseHistoryLine(line);
      if (parsed.kind === 'damaged') damaged += 1;
      return parsed.kind === 'event' ? [parsed.event] : [];
    });
    if (damaged > 0) {
      const what = damaged === 1 ? 'One line' : `${damaged} lines`;
      this.tell(
        'damaged',
        `${what} of ${basename(this.options.file)} could not be read and ${damaged === 1 ? 'was' : 'were'} left as found; everything else is there. The file: ${this.options.file}`,
      );
    }
    return events;
  }

  private tell(kind: string, message: string): void {
    if (this.told.has(kind)) return;
    this.told.add(kind);
    this.options.onProblem(message);
  }
}
