/**
 * A folder that a cloud drive or git carries between machines. Each machine appends to a file of its own and reads
 * those of all others, so no two ever write to one file and there is nothing to conflict.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../core/errors.ts';
import type { Event } from '../core/events.ts';
import type { CodeStore } from '../core/ports.ts';
import { othersTurn } from '../core/slices.ts';
import { Damage } from '../protocol/damage.ts';
import { formatHistoryLine } from '../protocol/history-line.ts';
import { formatCodeLine, readProgress, textOf } from '../protocol/progress-file.ts';
import { LogFile } from './log-file.ts';
import { SLICE } from './logged-events.ts';
import { Problems } from './problems.ts';

/** How often the folder is looked at, in milliseconds. */
const LOOK_MS = 2000;
const ENDING = '.jsonl';
/** How many events are written at once. */
const BATCH = 1000;

export interface SyncOptions {
  readonly folder: string;
  /** Name of this machine's file; unique among the machines. */
  readonly machine: string;
  readonly history: {
    events(): Promise<readonly Event[]>;
    adopt(events: readonly Event[]): Promise<number>;
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
  private readonly problems: Problems;

  constructor(private readonly options: SyncOptions) {
    this.problems = new Problems(options.onProblem);
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
      this.problems.over(FOLDER);
    } catch (error) {
      this.isAhead = true;
      this.problems.tell(
        FOLDER,
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
      if (await file.hasChanged()) await this.take(name, file);
    }
  }

  /** Takes over what is new in the file of another machine; what is wrong with one does not concern the others. */
  private async take(name: string, file: LogFile): Promise<void> {
    try {
      const damage = new Damage();
      const events: Event[] = [];
      for (let more = true; more && !this.disposed;) {
        // A line that is half there is read again when it is whole.
        const read = file.readNew(SLICE);
        const progress = await readProgress(read.lines, { damage });
        for (const event of progress?.events ?? []) events.push(event);
        for (const text of progress?.codes.values() ?? []) await this.options.codes.put(text);
        ({ more } = read);
        if (more) await othersTurn();
      }
      await this.options.history.adopt(events);
      if (damage.lines === 0) return;
      this.problems.tell(
        name,
        `${damage.in(file.path)} could not be read and ${damage.left}; everything else was imported.`,
      );
    } catch (error) {
      this.others.delete(name);
      this.problems.tell(
        name,
        `${file.path} cannot be read (${messageOf(error)}), so progress from another machine is missing here. ` +
          'If it is not a Tensor Drills file, remove it from the folder; otherwise, make sure that you have permission to read it.',
      );
    }
  }

  private async write(): Promise<void> {
    const { history, codes } = this.options;
    this.isAhead = false;
    const written = await this.writtenSoFar();
    const lacking = (await history.events()).filter(({ id }) => !written.has(id));
    for (let at = 0; at < lacking.length && !this.disposed; at += BATCH) {
      const lines: string[] = [];
      for (const event of lacking.slice(at, at + BATCH)) {
        const hash = textOf(event);
        if (hash !== null && !written.has(hash)) {
          const text = await codes.get(hash);
          if (text !== null) lines.push(formatCodeLine(hash, text));
          written.add(hash);
        }
        lines.push(formatHistoryLine(event));
      }
      this.own.append(lines.join(''));
      await othersTurn();
    }
    if (lacking.length > 0) await this.writtenSoFar();
  }

  /** Read once; nobody else writes to the own file. One that was deleted or replaced is filled again. */
  private async writtenSoFar(): Promise<Set<string>> {
    let written = this.written ?? new Set<string>();
    for (let more = true; more;) {
      const read = this.own.readNew(SLICE);
      if (read.restarted) written = new Set();
      const progress = await readProgress(read.lines);
      for (const { id } of progress?.events ?? []) written.add(id);
      for (const hash of progress?.codes.keys() ?? []) written.add(hash);
      ({ more } = read);
      if (more) await othersTurn();
    }
    this.written = written;
    return written;
  }
}

/** Stands for the folder as a whole; no file has this name. */
const FOLDER = '/';
