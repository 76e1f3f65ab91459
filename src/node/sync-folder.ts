/**
 * A folder that a cloud drive or git carries between machines. Each machine appends to a file of its own and reads
 * those of all others, so no two ever write to one file and there is nothing to conflict.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../core/errors.ts';
import type { Event } from '../core/events.ts';
import type { CodeStore } from '../core/ports.ts';
import { formatHistoryLine } from '../protocol/history-line.ts';
import { formatCodeLine, parseProgress, textOf } from '../protocol/progress-file.ts';
import { LogFile } from './log-file.ts';

/** How often the folder is looked at, in milliseconds. */
const LOOK_MS = 2000;
const ENDING = '.jsonl';

export interface SyncOptions {
  readonly folder: string;
  /** Name of this machine's file; unique among the machines. */
  readonly machine: string;
  readonly history: {
    events(): readonly Event[];
    adopt(events: readonly Event[]): number;
    onDidChange(listener: () => void): () => void;
  };
  readonly codes: CodeStore;
  /** Told once about each kind of trouble, as a whole sentence. */
  readonly onProblem: (message: string) => void;
  readonly lookMs?: number;
}

export class SyncFolder {
  private readonly own: LogFile;
  private readonly others = new Map<string, LogFile>();
  /** Ids of events and hashes of code that stand in the own file. */
  private written: Set<string> | null = null;
  /** Whether the history may hold what the own file lacks. */
  private isAhead = true;
  private timer: NodeJS.Timeout | null = null;
  private work: Promise<void> = Promise.resolve();
  private disposed = false;
  private readonly stop: () => void;
  private readonly told = new Set<string>();

  constructor(private readonly options: SyncOptions) {
    this.own = new LogFile(join(options.folder, `${options.machine}${ENDING}`));
    this.stop = options.history.onDidChange(() => {
      this.isAhead = true;
    });
    this.lookLater(0);
  }

  /** Writes what the own file lacks and takes over what others wrote; one at a time. */
  sync(): Promise<void> {
    this.work = this.work.then(() => this.exchange());
    return this.work;
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    if (this.timer) clearTimeout(this.timer);
  }

  private lookLater(ms: number): void {
    this.timer = setTimeout(() => {
      void this.sync().then(() => {
        if (!this.disposed) this.lookLater(this.options.lookMs ?? LOOK_MS);
      });
    }, ms).unref();
  }

  private async exchange(): Promise<void> {
    if (this.disposed) return;
    try {
      await this.read();
      if (this.isAhead || (await this.own.hasChanged())) await this.write();
      this.told.clear();
    } catch (error) {
      this.isAhead = true;
      this.tell(
        `The folder ${this.options.folder} cannot be used to share your progress (${messageOf(error)}). ` +
          'Nothing is lost: your history is on this machine, and sharing will be tried again.',
      );
    }
  }

  private async read(): Promise<void> {
    for (const name of await readdir(this.options.folder)) {
      const path = join(this.options.folder, name);
      if (!name.endsWith(ENDING) || path === this.own.path) continue;
      const file = this.others.get(name) ?? new LogFile(path);
      this.others.set(name, file);
      if (!(await file.hasChanged())) continue;
      // A line that is half there is read again when it is whole.
      const { events, codes } = parseProgress(file.readNew().lines);
      for (const text of codes.values()) await this.options.codes.put(text);
      this.options.history.adopt(events);
    }
  }

  private async write(): Promise<void> {
    const { history, codes } = this.options;
    this.isAhead = false;
    const written = this.writtenSoFar();
    const lacking = history.events().filter(({ id }) => !written.has(id));
    if (lacking.length === 0) return;
    const lines: string[] = [];
    for (const event of lacking) {
      const hash = textOf(event);
      if (hash !== null && !written.has(hash)) {
        const text = await codes.get(hash);
        if (text !== null) lines.push(formatCodeLine(hash, text));
        written.add(hash);
      }
      lines.push(formatHistoryLine(event));
    }
    this.own.append(lines.join(''));
    this.writtenSoFar();
  }

  /** Read once; nobody else writes to the own file. One that was deleted or replaced is filled again. */
  private writtenSoFar(): Set<string> {
    const { lines, restarted } = this.own.readNew();
    if (this.written === null || restarted) this.written = new Set();
    const { events, codes } = parseProgress(lines);
    for (const { id } of events) this.written.add(id);
    for (const hash of codes.keys()) this.written.add(hash);
    return this.written;
  }

  private tell(message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    this.options.onProblem(message);
  }
}
