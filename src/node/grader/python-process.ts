/** A process of the grader's Python side: started in a folder of its own, ended with all that it started. */
import { once } from 'node:events';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../core/errors.ts';
import { parseReady, type Ready } from '../../protocol/grader-wire.ts';
import { Lines } from '../process/lines.ts';
import { TempFolder } from '../process/temp-folder.ts';
import { killStrays, killTree, startTree } from '../process/tree.ts';
import { environment, faultsOf, markOf } from './environment.ts';
import type { ProcessExit } from './outcome.ts';

export type Started =
  ({ readonly kind: 'ready' } & Ready) | { readonly kind: 'failed'; readonly reason: string };

export type HowEnded = ProcessExit | { readonly reason: string };

/** What came first: what was waited for, the deadline, or the process's end. */
export type RaceOutcome<T> =
  | { readonly kind: 'said'; readonly value: T }
  | { readonly kind: 'late' }
  | { readonly kind: 'ended'; readonly how: HowEnded };

export interface ProcessOptions {
  readonly python: string;
  /** The Python module to run. */
  readonly module: 'grader.worker' | 'grader.batch' | 'grader.survey' | 'grader.handout';
  readonly args?: readonly string[];
  /** The folder that holds the Python package `grader`. */
  readonly packageRoot: string;
  readonly log: (line: string) => void;
}

/** A cold disk and a virus scanner take their time over torch's 200 MB. */
const START_MS = 120_000;
/** How long after its end a process's last words may still be on the way. */
const LAST_WORDS_MS = 300;
/** How long a process may take to end its descendants, on a machine that has much else to do: only it can find all. */
const KEEPING_MS = 30_000;
/** What a start that failed said last. */
const TALK_LINES = 5;

export class PythonProcess {
  /** Never rejects. */
  readonly started: Promise<Started>;
  /** Resolves when the process has ended and its folder is removed. */
  readonly cleared: Promise<void>;
  /** Resolves with how the process ended, for whatever reason, once its last words are heard as well. */
  readonly ended: Promise<HowEnded>;
  /** Set when candidate code may have run in it, so that strays are looked for at its end. */
  used = false;
  readonly #folder = new TempFolder();
  readonly #child: ChildProcessWithoutNullStreams | null = null;
  readonly #talk: string[] = [];
  #onLine: (line: string) => void = () => undefined;
  #killed = false;
  #over = false;
  #markCleared: () => void = () => undefined;

  constructor(private readonly options: ProcessOptions) {
    this.cleared = new Promise((resolve) => (this.#markCleared = resolve));
    try {
      this.#child = startTree(options.python, ['-m', options.module, ...(options.args ?? [])], {
        cwd: this.#folder.path,
        env: environment(options.packageRoot, this.#folder),
      });
      this.ended = ending(this.#child);
      this.#listen(this.#child);
    } catch (error) {
      this.ended = Promise.resolve({ reason: messageOf(error) });
    }
    this.started = this.#handshake();
    void this.ended.then(() => this.kill());
  }

  /** True once it has ended, or is about to because we said so. */
  get over(): boolean {
    return this.#over || this.#killed;
  }

  write(text: string): void {
    this.#child?.stdin.write(text);
  }

  /** The first line from now on that `read` makes something of. One at a time. */
  nextLine<T>(read: (line: string) => T | null): Promise<T> {
    return new Promise((resolve) => {
      this.#onLine = (line) => {
        const value = read(line);
        if (value !== null) resolve(value);
      };
    });
  }

  async race<T>(wanted: Promise<T>, deadlineMs: number): Promise<RaceOutcome<T>> {
    const timer = new AbortController();
    const late = sleep(deadlineMs, undefined, { signal: timer.signal }).catch(() => undefined);
    const result = await Promise.race([
      wanted.then((value): RaceOutcome<T> => ({ kind: 'said', value })),
      this.ended.then((how): RaceOutcome<T> => ({ kind: 'ended', how })),
      late.then((): RaceOutcome<T> => ({ kind: 'late' })),
    ]);
    timer.abort();
    return result;
  }

  /** What Python noted about a crash or a hang; at most what can matter. */
  faults(): string {
    try {
      return readFileSync(faultsOf(this.#folder), 'latin1').slice(0, 1 << 20);
    } catch {
      return '';
    }
  }

  /** Ends the process with all that it started, at once; the folder follows. */
  kill(): void {
    if (this.#killed) return;
    this.#killed = true;
    this.#end();
    this.#child?.stdin.destroy();
    // A stray may hold the other end for as long as it likes.
    this.#child?.stdout.destroy();
    this.#child?.stderr.destroy();
    void this.#clear();
  }

  /** For when our own process is about to exit and nothing later will run. */
  killNow(): void {
    this.kill();
    this.#folder.removeNow();
  }

  #listen(child: ChildProcessWithoutNullStreams): void {
    const { log } = this.options;
    const out = new Lines((line) => this.#onLine(line));
    const talk = new Lines((line) => {
      log(line.slice(0, 2000));
      this.#talk.push(line.slice(0, 300));
      if (this.#talk.length > TALK_LINES) this.#talk.shift();
    }, 1 << 16);
    child.once('exit', () => (this.#over = true));
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk)).on('end', () => out.end());
    child.stderr.on('data', (chunk: Buffer) => talk.push(chunk)).on('end', () => talk.end());
    // A pipe that breaks is the process's end, which is heard anyway.
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      stream.on('error', () => undefined);
    }
  }

  async #handshake(): Promise<Started> {
    const result = await this.race(this.nextLine(parseReady), START_MS);
    if (result.kind === 'said') return { kind: 'ready', ...result.value };
    this.kill();
    const reason =
      result.kind === 'late'
        ? `${this.options.python} did not load torch within ${START_MS / 1000} s.`
        : this.#whyNotStarted(result.how);
    return { kind: 'failed', reason };
  }

  #whyNotStarted(how: HowEnded): string {
    const { python } = this.options;
    if ('reason' in how) return `${python} cannot be started (${how.reason}).`;
    const last = this.#talk.at(-1) ?? `exit code ${how.code ?? String(how.signal)}`;
    return last.includes("No module named 'torch'")
      ? `${python} has no torch.`
      : `The grader cannot start in ${python} (${last}).`;
  }

  /** On Linux a process that is used ends its descendants first, also those which left its group. */
  #end(): void {
    const pid = this.#child?.pid;
    if (pid === undefined || this.#over) return;
    if (this.used && process.platform === 'linux') this.#child?.kill('SIGTERM');
    else killTree(pid);
  }

  async #clear(): Promise<void> {
    await Promise.race([this.ended, sleep(KEEPING_MS, undefined, { ref: false })]);
    if (this.#child?.pid !== undefined) killTree(this.#child.pid);
    await Promise.race([this.ended, sleep(5000, undefined, { ref: false })]);
    if (this.used) await killStrays(markOf(this.#folder), this.#folder.path).catch(() => undefined);
    await this.#folder.remove();
    this.#markCleared();
  }
}

/** Resolves when the process has ended and its pipes are drained, or did not start. */
async function ending(child: ChildProcessWithoutNullStreams): Promise<HowEnded> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    await Promise.race([closed, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
    return { code, signal };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}
