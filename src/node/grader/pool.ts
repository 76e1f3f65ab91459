/**
 * The grader: a fresh process for every check, one of them idle and ahead of time with torch imported. It is refilled
 * in the background, and given back when nobody checks for a while.
 */
import { messageOf } from '../../core/errors.ts';
import type { CheckOutcome, CheckRequest, Grader } from '../../core/ports.ts';
import { removeStaleFolders } from '../process/temp-folder.ts';
import { limitsOf } from './limits.ts';
import { PythonProcess } from './python-process.ts';
import { checkIn } from './worker.ts';

/** The Python to use, or a sentence for people that says why there is none. */
export type PythonChoice =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'none'; readonly reason: string };

export interface PoolOptions {
  /** Asked before each process is started, so that the answer may change. */
  readonly python: () => Promise<PythonChoice>;
  /** The folder that holds the Python package `grader`; asked for whenever a process is started. */
  readonly packageRoot: string | Promise<string>;
  /** When a check is given up, asked before each. Default: ten seconds; at least one. */
  readonly deadlineMs?: () => number;
  /** Idle processes, and checks at the same time. Default: one. */
  readonly size?: number;
  /** Whether a process is kept ready for a check that nobody has asked for yet. Default: true. */
  readonly keepsSpares?: boolean;
  /** How long an idle process is kept after the last check. Default: ten minutes. */
  readonly idleMs?: number;
  /** Hears what Python says on stderr, and the grader's own failures. */
  readonly log?: (line: string) => void;
}

const DEFAULT_IDLE_MS = 600_000;
/** A refill takes a core for a second: it waits for the check to end, but not for long. */
const REFILL_MS = 150;

export class GraderPool implements Grader {
  readonly #idle: PythonProcess[] = [];
  readonly #alive = new Set<PythonProcess>();
  readonly #waiting: Job[] = [];
  readonly #latest = new Map<string, Job>();
  /** What is worked at, as arguments of a process: the next check is most likely its. */
  #ahead: readonly string[] = [];
  #starting = 0;
  #busy = 0;
  /** Changes when spares are given back: what was started before is not wanted any more. */
  #generation = 0;
  #idleTimer: NodeJS.Timeout | undefined;
  #disposed = false;

  readonly #log = (line: string) => this.options.log?.(line);

  constructor(private readonly options: PoolOptions) {
    removeStaleFolders();
  }

  warm(drillFolder?: string, broken?: string): void {
    if (drillFolder !== undefined) this.#ahead = aheadOf(drillFolder, broken);
    this.#keepAwake();
    this.#fill();
  }

  /** A later check of the same file cancels this one. */
  async check(request: CheckRequest, signal?: AbortSignal): Promise<CheckOutcome> {
    if (this.#disposed || signal?.aborted === true) return { outcome: 'cancelled' };
    this.#ahead = aheadOf(request.drillFolder, request.broken);
    this.#latest.get(request.file)?.cancel();
    const job = new Job(request);
    this.#latest.set(request.file, job);
    const cancel = () => job.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    this.#waiting.push(job);
    this.#pump();
    try {
      return await job.outcome;
    } finally {
      signal?.removeEventListener('abort', cancel);
      if (this.#latest.get(request.file) === job) this.#latest.delete(request.file);
      this.#keepAwake();
    }
  }

  /** Gives the idle processes back: after a while, or because another Python was chosen. */
  release(): void {
    clearTimeout(this.#idleTimer);
    this.#generation += 1;
    for (const worker of this.#idle.splice(0)) worker.kill();
  }

  /** Ends every process at once; checks that run are cancelled. */
  dispose(): void {
    this.#disposed = true;
    this.release();
    for (const job of this.#latest.values()) job.cancel();
    for (const worker of this.#alive) worker.killNow();
  }

  /** Disposes, and resolves when nothing is left of any process. */
  async close(): Promise<void> {
    const left = [...this.#alive].map((worker) => worker.cleared);
    this.dispose();
    await Promise.all(left);
  }

  #pump(): void {
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const job = this.#waiting.shift();
      if (job === undefined || job.cancelled) continue;
      const worker = this.#idle.shift();
      if (worker !== undefined) void this.#run(job, worker);
    }
    while (this.#waiting[0]?.cancelled === true) this.#waiting.shift();
    if (this.#waiting.length > 0) this.#fill();
  }

  async #run(job: Job, worker: PythonProcess): Promise<void> {
    this.#busy += 1;
    const refill = setTimeout(() => this.#fill(), REFILL_MS);
    const limits = limitsOf(job.request.deadlineMs ?? this.options.deadlineMs?.());
    const outcome = await checkIn(worker, job.request, limits, job.cancellation, this.#log);
    clearTimeout(refill);
    this.#busy -= 1;
    job.settle(outcome);
    this.#fill();
  }

  /** Starts as many processes as are missing. */
  #fill(): void {
    if (this.#disposed) return;
    const { size = 1, keepsSpares = true } = this.options;
    // While one process checks another may get ready, but a crowd of them would only be in each other's way.
    const most = Math.max(2, size);
    const wanted = keepsSpares ? size : Math.min(size, this.#waiting.length);
    while (
      this.#idle.length + this.#starting < wanted &&
      this.#idle.length + this.#starting + this.#busy < most
    ) {
      this.#starting += 1;
      void this.#start(this.#generation);
    }
  }

  async #start(generation: number): Promise<void> {
    const result = await this.#launch();
    this.#starting -= 1;
    if (this.#disposed || generation !== this.#generation) {
      if (result instanceof PythonProcess) result.kill();
      this.#pump();
      return;
    }
    if (result instanceof PythonProcess) {
      this.#idle.push(result);
      this.#pump();
      return;
    }
    this.#log(result);
    if (this.#starting + this.#idle.length > 0) return;
    // Nobody else is coming. Not tried again until somebody asks.
    for (const job of this.#waiting.splice(0)) {
      job.settle({ outcome: 'cannot-start', reason: result });
    }
  }

  /** A worker that is ready, or a sentence that says why there is none. */
  async #launch(): Promise<PythonProcess | string> {
    try {
      const choice = await this.options.python();
      if (choice.kind === 'none') return choice.reason;
      if (this.#disposed) return 'The grader was closed.';
      const worker = new PythonProcess({
        python: choice.path,
        module: 'grader.worker',
        args: this.#ahead,
        packageRoot: await this.options.packageRoot,
        log: this.#log,
      });
      this.#alive.add(worker);
      void worker.cleared.then(() => this.#alive.delete(worker));
      void worker.ended.then(() => this.#forget(worker));
      const started = await worker.started;
      return started.kind === 'ready' ? worker : started.reason;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** An idle process that somebody ended from outside is no longer a spare. */
  #forget(worker: PythonProcess): void {
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  #keepAwake(): void {
    clearTimeout(this.#idleTimer);
    if (this.#disposed) return;
    this.#idleTimer = setTimeout(() => {
      if (this.#busy + this.#waiting.length > 0) this.#keepAwake();
      else this.release();
    }, this.options.idleMs ?? DEFAULT_IDLE_MS);
    this.#idleTimer.unref();
  }
}

function aheadOf(drillFolder: string, broken: string | undefined): readonly string[] {
  return broken === undefined ? [drillFolder] : [drillFolder, broken];
}

/** One check that was asked for. */
class Job {
  readonly outcome: Promise<CheckOutcome>;
  readonly cancellation: Promise<void>;
  #settle: (outcome: CheckOutcome) => void = () => undefined;
  #cancel: () => void = () => undefined;
  #cancelled = false;

  constructor(readonly request: CheckRequest) {
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
    this.cancellation = new Promise((resolve) => (this.#cancel = resolve));
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  settle(outcome: CheckOutcome): void {
    this.#settle(outcome);
  }

  cancel(): void {
    this.#cancelled = true;
    this.#cancel();
    this.#settle({ outcome: 'cancelled' });
  }
}
