/** One grading process: started ahead, used for one check, ended with all that it started. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../core/errors.ts';
import type { CheckOutcome, CheckRequest } from '../../core/ports.ts';
import {
  formatRequest,
  isReply,
  parseReady,
  parseReply,
  type Ready,
} from '../../protocol/grader-wire.ts';
import { Lines } from '../process/lines.ts';
import { TempFolder } from '../process/temp-folder.ts';
import { killStrays, killTree, startTree } from '../process/tree.ts';
import { environment, faultsOf, markOf } from './environment.ts';
import { answered, unanswered, type Ending } from './outcome.ts';

export type Started =
  ({ readonly kind: 'ready' } & Ready) | { readonly kind: 'failed'; readonly reason: string };

type HowEnded = Ending | { readonly reason: string };

export interface WorkerOptions {
  readonly python: string;
  /** The folder that holds the Python package `grader`. */
  readonly packageRoot: string;
  readonly log: (line: string) => void;
}

/** A cold disk and a virus scanner take their time over torch's 200 MB. */
const START_MS = 120_000;
/** How long after its end a process's last words may still be on the way. */
const LAST_WORDS_MS = 300;
/** What a start that failed said last. */
const TALK_LINES = 5;

export class Worker {
  /** Never rejects. */
  readonly started: Promise<Started>;
  /** Resolves when the process has ended and its folder is removed. */
  readonly cleared: Promise<void>;
  readonly #folder = new TempFolder();
  readonly #child: ChildProcessWithoutNullStreams | null = null;
  /** How it ended, once its last words are heard as well. */
  readonly #ended: Promise<HowEnded>;
  readonly #talk: string[] = [];
  #onLine: (line: string) => void = () => undefined;
  #killed = false;
  #used = false;
  #markCleared: () => void = () => undefined;

  constructor(private readonly options: WorkerOptions) {
    this.cleared = new Promise((resolve) => (this.#markCleared = resolve));
    try {
      this.#child = startTree(options.python, ['-m', 'grader.worker'], {
        cwd: this.#folder.path,
        env: environment(options.packageRoot, this.#folder),
      });
      this.#ended = ending(this.#child);
      this.#listen(this.#child);
    } catch (error) {
      this.#ended = Promise.resolve({ reason: messageOf(error) });
    }
    this.started = this.#handshake();
    void this.#ended.then(() => this.kill());
  }

  /** Resolves when the process ends, for whatever reason. */
  get ended(): Promise<unknown> {
    return this.#ended;
  }

  /** Does the one check that this process is for. Never rejects; the process is ended when it resolves. */
  async check(
    request: CheckRequest,
    deadlineMs: number,
    cancel: Promise<void>,
  ): Promise<CheckOutcome> {
    this.#used = true;
    // Enough for the worker to say itself which line hangs, before we lose patience.
    const limitMs = Math.round(deadlineMs - Math.min(1000, deadlineMs / 5));
    const nonce = randomBytes(16).toString('hex');
    const reply = new Promise<string>((resolve) => {
      this.#onLine = (line) => {
        if (isReply(line, nonce)) resolve(line);
      };
    });
    this.#child?.stdin.end(formatRequest(request, nonce, limitMs));
    const timer = new AbortController();
    const result = await Promise.race([
      reply,
      this.#ended,
      cancel.then(() => 'cancelled' as const),
      sleep(deadlineMs, 'deadline' as const, { signal: timer.signal }).catch(
        () => 'deadline' as const,
      ),
    ]);
    timer.abort();
    const outcome = this.#outcome(result, nonce, request.file, limitMs, deadlineMs);
    this.kill();
    return outcome;
  }

  /** Ends the process with all that it started, at once; the folder follows. */
  kill(): void {
    if (this.#killed) return;
    this.#killed = true;
    if (this.#child?.pid !== undefined) killTree(this.#child.pid);
    this.#child?.stdin.destroy();
    // A stray may hold the other end for as long as it likes.
    this.#child?.stdout.destroy();
    this.#child?.stderr.destroy();
    void this.#clear();
  }

  /** For when this process is about to exit and nothing later will run. */
  killNow(): void {
    this.kill();
    this.#folder.removeNow();
  }

  #outcome(
    result: string | HowEnded,
    nonce: string,
    file: string,
    limitMs: number,
    deadlineMs: number,
  ): CheckOutcome {
    if (result === 'cancelled') return { outcome: 'cancelled' };
    if (result === 'deadline') {
      return unanswered('deadline', file, faultsOf(this.#folder), deadlineMs);
    }
    if (typeof result !== 'string') {
      return 'reason' in result
        ? { outcome: 'cannot-start', reason: result.reason }
        : unanswered(result, file, faultsOf(this.#folder), deadlineMs);
    }
    const answer = parseReply(result, nonce);
    if (answer === null) {
      const detail = 'The verdict was damaged on its way: the program wrote into the grader.';
      return { outcome: 'crashed', detail, output: '' };
    }
    if (answer.trouble !== null) this.options.log(answer.trouble);
    return answered(answer, file, limitMs);
  }

  #listen(child: ChildProcessWithoutNullStreams): void {
    const { log } = this.options;
    const out = new Lines((line) => this.#onLine(line));
    const talk = new Lines((line) => {
      log(line.slice(0, 2000));
      this.#talk.push(line.slice(0, 300));
      if (this.#talk.length > TALK_LINES) this.#talk.shift();
    }, 1 << 16);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk)).on('end', () => out.end());
    child.stderr.on('data', (chunk: Buffer) => talk.push(chunk)).on('end', () => talk.end());
    // A pipe that breaks is the process's end, which is heard anyway.
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      stream.on('error', () => undefined);
    }
  }

  async #handshake(): Promise<Started> {
    const ready = new Promise<Started>((resolve) => {
      this.#onLine = (line) => {
        const said = parseReady(line);
        if (said !== null) resolve({ kind: 'ready', ...said });
      };
    });
    const failed = this.#ended.then((how): Started => ({
      kind: 'failed',
      reason: this.#whyNotStarted(how),
    }));
    const timer = new AbortController();
    const late = sleep(START_MS, null, { ref: false, signal: timer.signal }).catch(() => null);
    const result = await Promise.race([ready, failed, late]);
    timer.abort();
    if (result?.kind !== 'ready') this.kill();
    return (
      result ?? {
        kind: 'failed',
        reason: `Python did not get torch ready in ${START_MS / 1000} s.`,
      }
    );
  }

  #whyNotStarted(how: HowEnded): string {
    const { python } = this.options;
    if ('reason' in how) return `${python} cannot be started (${how.reason}).`;
    const last = this.#talk.at(-1) ?? `exit code ${how.code ?? String(how.signal)}`;
    return last.includes("No module named 'torch'")
      ? `${python} has no torch.`
      : `The grader cannot start in ${python} (${last}).`;
  }

  async #clear(): Promise<void> {
    await Promise.race([this.#ended, sleep(5000, undefined, { ref: false })]);
    if (this.#used)
      await killStrays(markOf(this.#folder), this.#folder.path).catch(() => undefined);
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
