/**
 * The grader for many files at once, where forking is safe (Linux): a few processes import torch once, and fork a child
 * a file. The outcomes are those of the pool.
 */
import { randomBytes } from 'node:crypto';
import { messageOf } from '../../core/errors.ts';
import type { CheckOutcome, CheckRequest, Grader } from '../../core/ports.ts';
import { formatRequest, parseBatchReply, type BatchReply } from '../../protocol/grader-wire.ts';
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

export class BatchGrader implements Grader {
  readonly #queue: Job[] = [];
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
    for (const job of this.#queue.splice(0)) job.settle({ outcome: 'cancelled' });
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
    for (let job = this.#queue.shift(); job !== undefined; job = this.#queue.shift()) {
      process ??= await this.#launch();
      if (this.#disposed || job.signal?.aborted === true) {
        job.settle({ outcome: 'cancelled' });
      } else if (typeof process === 'string') {
        job.settle({ outcome: 'cannot-start', reason: process });
      } else {
        job.settle(await this.#grade(process, job.request));
        if (process.over) process = null;
      }
    }
    this.#lanes -= 1;
    if (process instanceof PythonProcess) process.kill();
  }

  async #grade(process: PythonProcess, request: CheckRequest): Promise<CheckOutcome> {
    const outcome = await grade(
      process,
      request,
      limitsOf(request.deadlineMs ?? this.options.deadlineMs?.()),
    );
    return this.#disposed ? { outcome: 'cancelled' } : outcome;
  }

  async #launch(): Promise<PythonProcess | string> {
    const { python, packageRoot, log = () => undefined } = this.options;
    try {
      const choice = await python();
      if (choice.kind === 'none') return choice.reason;
      if (this.#disposed) return 'The grader was closed.';
      const process = new PythonProcess({
        python: choice.path,
        module: 'grader.batch',
        packageRoot,
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

async function grade(
  process: PythonProcess,
  request: CheckRequest,
  limits: Limits,
): Promise<CheckOutcome> {
  const { deadlineMs, limitMs } = limits;
  const nonce = randomBytes(16).toString('hex');
  const reply = process.nextLine(parseBatchReply);
  process.write(formatRequest(request, nonce, limitMs, deadlineMs - limitMs + TURN_MS));
  const result = await process.race(reply, deadlineMs + STUCK_MS);
  if (result.kind === 'said') return toOutcome(result.value, request.file, limits);
  process.kill();
  if (result.kind === 'late') return unanswered('deadline', request.file, '', deadlineMs);
  return 'reason' in result.how
    ? { outcome: 'cannot-start', reason: result.how.reason }
    : unanswered(result.how, request.file, '', deadlineMs);
}

function toOutcome(reply: BatchReply, file: string, limits: Limits): CheckOutcome {
  if (reply.answer !== null) return answered(reply.answer, file, limits.limitMs);
  return unanswered(reply.ended, file, reply.faults, limits.deadlineMs);
}
