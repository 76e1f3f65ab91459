/** What a person sees while the tools work. */
import { messageOf, UserError } from '../core/errors.ts';

export type Say = (line: string) => void;

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what begins, does it, and says how long it took. */
export async function timed<T>(tell: Say, what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  tell(`${what} ...`);
  const result = await work();
  tell(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** Runs a command line tool: a sentence and exit code 1 for an error that a person can mend, the stack for a bug. */
export async function main(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    const bug = error instanceof Error && !(error instanceof UserError);
    process.stderr.write(`${bug ? (error.stack ?? error.message) : messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
