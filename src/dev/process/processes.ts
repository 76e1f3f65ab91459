/** Runs programs and leaves none behind: whatever ends this process ends all that it started. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../core/errors.ts';

/** How a program ended, as a value. */
export type Outcome =
  | {
      readonly kind: 'finished';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: 'cannot-start'; readonly reason: string }
  | {
      readonly kind: 'timed-out';
      readonly seconds: number;
      readonly stdout: string;
      readonly stderr: string;
    };

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Default: ten minutes. */
  readonly timeoutMs?: number;
  /**
   * Called when the program starts, with a function that reports a sign of life. If given, `timeoutMs` counts from the last
   * sign of life or line of output instead of the start.
   */
  readonly onStart?: (alive: () => void) => void;
  /** Hears every whole line of both streams as it comes. */
  readonly onLine?: (line: string) => void;
}

export class Processes {
  readonly #running = new Set<ChildProcess>();
  #ending = false;

  /** True once we were asked to end: what ends from then on has not ended by itself. */
  get ending(): boolean {
    return this.#ending;
  }

  /** Ends everything when this process ends: by itself, by Ctrl+C, or by being asked to; then `lastly` may speak. */
  endWithUs(lastly: () => void = () => undefined): void {
    process.on('exit', () => {
      for (const child of this.#running) signal(child, 'SIGKILL');
    });
    const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
    for (const [name, code] of Object.entries(codes)) {
      process.on(name, () => {
        this.#ending = true;
        void Promise.all([...this.#running].map((child) => this.end(child))).finally(() => {
          lastly();
          process.exit(code);
        });
      });
    }
  }

  /** Ends this process when the one that started it has gone without a word. */
  endWithParent(): void {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) process.exit(1);
    }, 1000).unref();
  }

  /** Starts a program in a process group of its own; the caller listens to it. */
  start(
    command: string,
    args: readonly string[],
    options: {
      readonly cwd?: string;
      readonly env?: NodeJS.ProcessEnv;
      readonly stdin?: 'pipe';
    } = {},
  ): ChildProcess {
    const child = spawn(command, args, {
      ...options,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: [options.stdin ?? 'ignore', 'pipe', 'pipe'],
    });
    this.#running.add(child);
    child.once('close', () => this.#running.delete(child));
    child.once('error', () => this.#running.delete(child));
    return child;
  }

  /** Runs a program to its end; never throws, and does not come back once we are ending. */
  run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const { timeoutMs = 600_000, onLine, onStart, ...spawnOptions } = options;
    return new Promise((resolve) => {
      let child: ChildProcess;
      try {
        child = this.start(command, args, spawnOptions);
      } catch (error) {
        resolve({ kind: 'cannot-start', reason: messageOf(error) });
        return;
      }
      const hear = (line: string): void => {
        onLine?.(line);
        if (onStart) timer.refresh();
      };
      const stdout = collect(child.stdout, hear);
      const stderr = collect(child.stderr, hear);
      const said = () => ({ stdout: stdout.join(''), stderr: stderr.join('') });
      const timer = setTimeout(() => {
        void this.end(child);
        resolve({ kind: 'timed-out', seconds: timeoutMs / 1000, ...said() });
      }, timeoutMs);
      onStart?.(() => timer.refresh());
      child.once('error', (error) => {
        clearTimeout(timer);
        resolve({ kind: 'cannot-start', reason: error.message });
      });
      child.once('close', (code) => {
        clearTimeout(timer);
        if (!this.#ending) resolve({ kind: 'finished', code: code ?? 1, ...said() });
      });
    });
  }

  /** Ends a program and everything it started: asks, and after two seconds does not ask. */
  async end(child: ChildProcess): Promise<void> {
    if (!this.#running.has(child)) return;
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    signal(child, 'SIGTERM');
    await Promise.race([closed, sleep(2000, undefined, { ref: false })]);
    signal(child, 'SIGKILL');
    await Promise.race([closed, sleep(2000, undefined, { ref: false })]);
  }
}

/** Signals a program's whole process group. */
function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone already.
  }
}

/** Gathers what a stream says; the array grows as it speaks. */
function collect(stream: Readable | null, onLine?: (line: string) => void): readonly string[] {
  const texts: string[] = [];
  stream?.setEncoding('utf8').on('data', (text: string) => texts.push(text));
  if (stream !== null && onLine !== undefined)
    createInterface({ input: stream }).on('line', onLine);
  return texts;
}

/** The last lines of what a program said, for a message. */
export function lastWords(outcome: Outcome, lines = 15): string {
  if (outcome.kind === 'cannot-start') return outcome.reason;
  const said = `${outcome.stdout}\n${outcome.stderr}`.trim().split('\n').slice(-lines).join('\n');
  return outcome.kind === 'timed-out'
    ? `not finished after ${String(outcome.seconds)} s\n${said}`
    : said;
}

export function succeeded(outcome: Outcome): boolean {
  return outcome.kind === 'finished' && outcome.code === 0;
}
