/** Starts a program that serves, and waits until it says where. */
import { createInterface } from 'node:readline';
import { UserError } from '../../core/errors.ts';
import type { Processes } from './processes.ts';

export interface Server {
  readonly url: string;
  /** Resolves when it has ended without our being asked to end. */
  readonly ended: Promise<void>;
  /** What it said last, for a report of what went wrong. */
  lastWords(): string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Tells from a line of its output, once it listens, on which port. */
  readonly portIn: (line: string) => number | null;
  readonly timeoutMs?: number;
  /** Hears every line of its output. */
  readonly onLine?: (line: string) => void;
}

export function startServer(processes: Processes, options: ServerOptions): Promise<Server> {
  const { name, command, args, env, cwd, portIn, timeoutMs = 60_000, onLine } = options;
  const child = processes.start(command, args, { env, cwd });
  const said: string[] = [];
  const lastWords = () => said.slice(-20).join('\n');
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      if (!processes.ending) resolve();
    });
  });

  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => fail(`was not ready after ${String(timeoutMs / 1000)} s`),
      timeoutMs,
    );
    const fail = (what: string) => {
      clearTimeout(timer);
      void processes.end(child);
      reject(new UserError(`${name} ${what}.\n${lastWords()}`.trim()));
    };
    const hear = (line: string) => {
      said.push(line);
      if (said.length > 200) said.shift();
      onLine?.(line);
      const port = portIn(line);
      if (port === null) return;
      clearTimeout(timer);
      const stop = () => processes.end(child);
      resolve({ url: `http://127.0.0.1:${port}/`, ended, lastWords, stop });
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', hear);
    }
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (code) => {
      if (!processes.ending) fail(`ended before it was ready, with code ${String(code)}`);
    });
  });
}
