/**
 * The grader for many files at once, where forking is safe (Linux): a few processes import torch once, and fork a child
 * a file. The outcomes are those of the pool.
 */
import { randomBytes } from 'node:crypto';
import { messageOf } from '../../core/errors.ts';
import type { CheckOutcome, CheckRequest, Grader } from '../../core/ports.ts';
import {
  formatRequest,
  parseBatchReply,
  sealed,
  type BatchReply,
} from '../../protocol/grader-wire.ts';
import { limitsOf, TURN_MS, type Limits } from './limits.ts';
import { answered, unanswered } from './outcome.ts';
import type { PoolOptions } from './pool.ts';
import { PythonProcess } from './python-process.ts';

/** For a batch process that does not even notice that its child hangs. */
const STUCK_MS = 10_000;

interface Job {
  readonly request: CheckRequest;
  readonly signal: AbortSignal | undefined;
  readonly settle: (outcome: CheckOutcome) => void;
}

/** A child or a whole process that somebody ended: perhaps another program, and not the one that was graded. */
const ENDED_BY_SOMEBODY: ReadonlySet<string | null> = new Set([
  'SIGKILL',
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
]);

export class BatchGrader implements Grader {
  readonly #queue: Job[] = [];
  /** Ended from outside beside other programs: graded again when nothing else runs. */
  readonly #again: Job[] = [];
  readonly #alive = new Set<PythonProcess>();
  #lanes = 0;
  #disposed = false;

  constructor(private readonly options: PoolOptions) {}

  /** Nothing: the processes start with the first check, and end with the last. */
  warm(): void {}

  check(request: CheckRequest, signal?: AbortSignal): Promise<CheckOutcome> {
    if (this.#disposed) return Promise.resolve({ outcome: 'cancelled' });
    return new Promise((settle) => {
      this.#queue.push({ request, signal, settle });
      if (this.#lanes < (this.options.size ?? 1)) void this.#lane();
    });
  }

  dispose(): void {
    this.#disposed = true;
    for (const job of [...this.#queue.splice(0), ...this.#again.splice(0)]) {
      job.settle({ outcome: 'cancelled' });
    }
    for (const process of this.#alive) process.killNow();
  }

  async close(): Promise<void> {
    const left = [...this.#alive].map((process) => process.cleared);
    this.dispose();
    await Promise.all(left);
  }

  /** Takes files off the queue, one after the other, with one batch process; replaces it should it die. */
  async #lane(): Promise<void> {
    this.#lanes += 1;
    let process: PythonProcess | string | null = null;
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      process ??= await this.#launch();
      if (this.#disposed || job.signal?.aborted === true) {
        job.settle({ outcome: 'cancelled' });
      } else if (typeof process === 'string') {
        job.settle({ outcome: 'cannot-start', reason: process });
      } else {
        const others = this.#lanes > 1;
        this.#end(job, await this.#grade(process, job.request), others);
        if (process.over) process = null;
      }
    }
    this.#lanes -= 1;
    if (process instanceof PythonProcess) process.kill();
  }

  #end(job: Job, { outcome, ended }: Graded, others: boolean): void {
    if (this.#disposed) job.settle({ outcome: 'cancelled' });
    else if (ended && others) this.#again.push(job);
    else job.settle(outcome);
  }

  /** The last lane that is left takes what must be alone. */
  #next(): Job | undefined {
    return this.#queue.shift() ?? (this.#lanes === 1 ? this.#again.shift() : undefined);
  }

  async #grade(process: PythonProcess, request: CheckRequest): Promise<Graded> {
    const limits = limitsOf(request.deadlineMs ?? this.options.deadlineMs?.());
    return grade(process, request, limits, this.options.log ?? (() => undefined));
  }

  async #launch(): Promise<PythonProcess | string> {
    const { python, log = () => undefined } = this.options;
    try {
      const choice = await python();
      if (choice.kind === 'none') return choice.reason;
      if (this.#disposed) return 'The grader was closed.';
      const process = new PythonProcess({
        python: choice.path,
        module: 'grader.batch',
        packageRoot: await this.options.packageRoot,
        log,
      });
      this.#alive.add(process);
      void process.cleared.then(() => this.#alive.delete(process));
      process.used = true;
      const started = await process.started;
      return started.kind === 'ready' ? process : started.reason;
    } catch (error) {
      return messageOf(error);
    }
  }
}

interface Graded {
  readonly outcome: CheckOutcome;
  /** Whether a signal ended what graded it. */
  readonly ended: boolean;
}

async function grade(
  process: PythonProcess,
  request: CheckRequest,
  limits: Limits,
  log: (line: string) => void,
): Promise<Graded> {
  const { deadlineMs, limitMs } = limits;
  const [nonce, seal] = [secret(), secret()];
  const reply = process.nextLine((line) => {
    const read = parseBatchReply(line, seal);
    if (read === null)
      log(`Left out a line that is not a reply from the grader: ${line.slice(0, 200)}`);
    return read;
  });
  const text = formatRequest(request, nonce, limitMs, deadlineMs - limitMs + TURN_MS);
  process.write(sealed(text, seal));
  const result = await process.race(reply, deadlineMs + STUCK_MS);
  if (result.kind === 'said') return toOutcome(result.value, request.file, limits);
  process.kill();
  if (result.kind === 'late') {
    return { outcome: unanswered('deadline', request.file, '', deadlineMs), ended: false };
  }
  return 'reason' in result.how
    ? { outcome: { outcome: 'cannot-start', reason: result.how.reason }, ended: false }
    : {
        outcome: unanswered(result.how, request.file, '', deadlineMs),
        ended: ENDED_BY_SOMEBODY.has(result.how.signal),
      };
}

function secret(): string {
  return randomBytes(16).toString('hex');
}

function toOutcome({ answer, ended, faults }: BatchReply, file: string, limits: Limits): Graded {
  if (answer !== null) return { outcome: answered(answer, file, limits.limitMs), ended: false };
  return {
    outcome: unanswered(ended, file, faults, limits.deadlineMs),
    ended: typeof ended !== 'string' && ENDED_BY_SOMEBODY.has(ended.signal),
  };
}
