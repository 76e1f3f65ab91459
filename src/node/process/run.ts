/** Runs a program to its end; how it ended is a value. stdout is data, stderr is talk. */
import { messageOf } from '../../core/errors.ts';
import { Lines } from './lines.ts';
import { killTree, startTree, type StartOptions } from './tree.ts';

export type RunOutcome =
  | {
      readonly kind: 'finished';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: 'cannot-start'; readonly reason: string }
  | { readonly kind: 'timed-out'; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'cancelled' };

export interface RunOptions extends StartOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Hears every whole line of both streams as it comes. */
  readonly onLine?: (line: string) => void;
}

/** What is kept of each stream: the end of it, as far as we care. */
const KEPT = 1 << 20;
const LAST_WORDS_MS = 300;

/** Never rejects. The program's whole process tree is ended at the deadline, or when the signal says so. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunOutcome> {
  const { timeoutMs, signal, onLine = () => undefined, ...start } = options;
  if (signal?.aborted === true) return Promise.resolve({ kind: 'cancelled' });
  return new Promise((resolve) => {
    let child: ReturnType<typeof startTree>;
    try {
      child = startTree(command, args, start);
    } catch (error) {
      resolve({ kind: 'cannot-start', reason: messageOf(error) });
      return;
    }
    const streams = [child.stdout, child.stderr] as const;
    const [stdout, stderr] = streams.map((stream) => {
      const kept: string[] = [];
      let size = 0;
      const lines = new Lines((line) => {
        size += line.length + 1;
        if (size <= KEPT) kept.push(line);
        onLine(line);
      });
      stream.on('data', (chunk: Buffer) => lines.push(chunk)).on('end', () => lines.end());
      stream.on('error', () => undefined);
      return () => kept.join('\n');
    }) as [() => string, () => string];
    const said = () => ({ stdout: stdout(), stderr: stderr() });
    const finish = (outcome: () => RunOutcome, kill: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (kill && child.pid !== undefined) killTree(child.pid);
      resolve(outcome());
      for (const stream of streams) stream.destroy();
    };
    const cancel = () => finish(() => ({ kind: 'cancelled' }), true);
    const timer = setTimeout(
      () => finish(() => ({ kind: 'timed-out', ...said() }), true),
      timeoutMs,
    );
    signal?.addEventListener('abort', cancel, { once: true });
    child.stdin.on('error', () => undefined).end();
    child.once('error', ({ message }) =>
      finish(() => ({ kind: 'cannot-start', reason: message }), false),
    );
    const over = (code: number | null) =>
      finish(() => ({ kind: 'finished', code: code ?? 1, ...said() }), false);
    child.once('close', over);
    // A program that it left in the background may hold the pipes.
    child.once('exit', (code) => setTimeout(() => over(code), LAST_WORDS_MS).unref());
  });
}

export function succeeded(
  outcome: RunOutcome,
): outcome is Extract<RunOutcome, { kind: 'finished' }> {
  return outcome.kind === 'finished' && outcome.code === 0;
}
