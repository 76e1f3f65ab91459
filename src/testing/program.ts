/** Runs test programs: processes that append their results to a file while they run. */
import { join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { ROOT } from '../dev/places.ts';
import { lastWords, succeeded, type Outcome, type RunOptions } from '../dev/process/processes.ts';
import { ResultsFile, RESULTS } from './results.ts';
import type { JobContext } from './suite.ts';

/** Milliseconds between two looks at the results. */
const LOOK_MS = 250;
/** A program that prints nothing and finishes no test for this long counts as hanging; longer on a slow machine. */
const HANGS_MS = 1_800_000;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Hears each line that the program says. */
  readonly onLine?: (line: string) => void;
  readonly onStart?: RunOptions['onStart'];
}

/** Runs a test program from the project's folder; throws if it ends badly although none of its tests has failed. */
export async function runTests(context: JobContext, program: Program): Promise<void> {
  const file = new ResultsFile();
  let failed = 0;
  let alive = (): void => undefined;
  const read = (): void => {
    for (const result of file.read()) {
      alive();
      if (result.outcome === 'failed' || result.outcome === 'flaky') failed += 1;
      context.tell(result);
    }
  };
  const reading = setInterval(read, LOOK_MS);
  try {
    const outcome = await run(context, {
      ...program,
      env: { ...program.env, [RESULTS]: file.path },
      onStart: (sign) => (alive = sign),
    });
    read();
    if (failed === 0) mustSucceed(outcome);
    else if (outcome.kind === 'timed-out') throw new UserError(hung(outcome.seconds));
  } finally {
    clearInterval(reading);
    file.remove();
  }
}

/** Runs any program from the project's folder; what it says goes into the suite's log. */
export function run(
  context: JobContext,
  { command, args, env, onLine, onStart = () => undefined }: Program,
): Promise<Outcome> {
  const { processes, slowness, log } = context;
  return processes.run(command, args, {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1', TENSOR_DRILLS_TEST_SLOWNESS: String(slowness), ...env },
    timeoutMs: HANGS_MS * slowness,
    onStart,
    onLine: (line) => {
      log(line);
      onLine?.(line);
    },
  });
}

/** Throws an error that says how a program ended badly. */
export function mustSucceed(outcome: Outcome): void {
  if (succeeded(outcome)) return;
  if (outcome.kind === 'timed-out') throw new UserError(hung(outcome.seconds));
  if (outcome.kind === 'cannot-start') throw new UserError(outcome.reason);
  throw new UserError(`It ended with ${String(outcome.code)}.\n${lastWords(outcome)}`);
}

function hung(seconds: number): string {
  return `It was ended because nothing had happened for ${seconds.toFixed(0)} s.`;
}

/** The module of a package's command line tool, to be run by our Node on every platform. */
export function tool(...path: readonly string[]): string {
  return join(ROOT, 'node_modules', ...path);
}

/** What runs a file of ours in TypeScript, followed by its arguments. */
export function script(path: string, ...args: readonly string[]): Program {
  return {
    command: process.execPath,
    args: [tool('tsx', 'dist', 'cli.mjs'), path, ...args],
  };
}
