/**
 * A thread beside the extension's own, for work on what others wrote. One task at a time; a task that is late is ended
 * with its thread, and the next one gets a new thread. An idle thread is given back.
 */
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../core/errors.ts';
import type { Delivery, Order, TaskName, Tasks } from './tasks.ts';

export type Outcome<Name extends TaskName> =
  | { readonly kind: 'done'; readonly output: Tasks[Name]['output'] }
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface BackgroundOptions {
  /** Path of the built program that answers; see src/worker.ts. */
  readonly program: string;
  /** When a task is ended. */
  readonly deadlineMs: number;
  /** How long an idle thread is kept. */
  readonly idleMs?: number;
}

const IDLE_MS = 60_000;
/** A thread that fills its memory ends itself, and nothing else. */
const MEGABYTES = 512;

export class Background {
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #orders = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(private readonly options: BackgroundOptions) {}

  /** Never rejects. Tasks wait for those before them. */
  run<Name extends TaskName>(name: Name, input: Tasks[Name]['input']): Promise<Outcome<Name>> {
    const outcome = this.#last.then(() =>
      this.#ask<Name>({ id: (this.#orders += 1), name, input }),
    );
    this.#last = outcome;
    return outcome;
  }

  dispose(): void {
    clearTimeout(this.#idle);
    void this.#worker?.terminate();
    this.#worker = null;
  }

  #ask<Name extends TaskName>(order: Order<Name>): Promise<Outcome<Name>> {
    clearTimeout(this.#idle);
    return new Promise((resolve) => {
      let worker: Worker;
      try {
        worker = this.#worker ??= this.#start();
      } catch (error) {
        resolve({ kind: 'failed', reason: messageOf(error) });
        return;
      }
      const settle = (outcome: Outcome<Name>, keep: boolean): void => {
        clearTimeout(timer);
        worker.off('message', hear).off('error', fail).off('exit', end);
        if (keep) this.#keep();
        else this.dispose();
        resolve(outcome);
      };
      const timer = setTimeout(() => settle({ kind: 'late' }, false), this.options.deadlineMs);
      const hear = ({ id, output, trouble }: Delivery): void => {
        if (id !== order.id) return;
        if (trouble !== undefined) settle({ kind: 'failed', reason: trouble }, true);
        else settle({ kind: 'done', output: output as Tasks[Name]['output'] }, true);
      };
      const fail = (error: unknown): void =>
        settle({ kind: 'failed', reason: messageOf(error) }, false);
      const end = (code: number): void =>
        settle({ kind: 'failed', reason: `exit code ${code}` }, false);
      worker.on('message', hear).on('error', fail).on('exit', end).postMessage(order);
    });
  }

  #start(): Worker {
    const { program } = this.options;
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: MEGABYTES } });
    // What a thread that is ended still has to say concerns nobody.
    return worker.on('error', () => undefined);
  }

  #keep(): void {
    this.#worker?.unref();
    this.#idle = setTimeout(() => this.dispose(), this.options.idleMs ?? IDLE_MS);
    this.#idle.unref();
  }
}
