/** A process of the grader's Python side that answers requests; one that hangs or ends is replaced for the next. */
import { asciiLine } from '../../protocol/grader-wire.ts';
import { PythonProcess, type ProcessOptions } from './python-process.ts';

export interface PythonOptions {
  readonly python: string;
  /** The folder that holds the Python package `grader`. */
  readonly packageRoot: string;
  readonly signal?: AbortSignal | undefined;
}

export type PythonAnswer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  /** `why` is not always a whole sentence. */
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'cancelled' };

export class PythonDialogue<T> {
  #process: PythonProcess | null = null;
  #lastWords = '';

  constructor(
    private readonly module: ProcessOptions['module'],
    /** Null for a line that is no answer. */
    private readonly parse: (line: string) => T | null,
    private readonly options: PythonOptions,
  ) {}

  /** One request at a time. `silent` is told of a process that said nothing for so long. */
  async ask(
    request: Readonly<Record<string, string | number>>,
    { ms, silent }: { readonly ms: number; readonly silent: string },
  ): Promise<PythonAnswer<T>> {
    const { signal } = this.options;
    if (signal?.aborted === true) return { kind: 'cancelled' };
    const cancel = () => this.#process?.kill();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answer = await this.#answerTo(request, ms, silent);
      // Read again: it may have changed meanwhile.
      return this.options.signal?.aborted === true ? { kind: 'cancelled' } : answer;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Resolves when nothing is left of the process. */
  async close(): Promise<void> {
    const left = this.#process;
    this.#process = null;
    left?.kill();
    await left?.cleared;
  }

  async #answerTo(request: object, ms: number, silent: string): Promise<PythonAnswer<T>> {
    const process = (this.#process ??= this.#start());
    const started = await process.started;
    if (started.kind === 'failed') return this.#failed(process, started.reason);
    const answer = process.nextLine(this.parse);
    this.#lastWords = 'Its Python process stopped by itself';
    process.write(asciiLine(request));
    const result = await process.race(answer, ms);
    if (result.kind === 'said') return { kind: 'answered', value: result.value };
    return this.#failed(process, result.kind === 'ended' ? this.#lastWords : silent);
  }

  async #failed(process: PythonProcess, why: string): Promise<PythonAnswer<T>> {
    process.kill();
    await process.cleared;
    if (this.#process === process) this.#process = null;
    return { kind: 'failed', why };
  }

  #start(): PythonProcess {
    const { python, packageRoot } = this.options;
    const log = (line: string) => (this.#lastWords = line);
    return new PythonProcess({ python, module: this.module, packageRoot, log });
  }
}
