/** The proof of our drills, as authors run it for a pack of their own, with the command line that is shipped. */
import * as v from 'valibot';
import type { Interpreter } from '../../core/ports.ts';
import { mustSucceed, run } from '../program.ts';
import type { TestResult } from '../results.ts';
import type { JobContext } from '../suite.ts';

export interface ProofOptions {
  readonly drills: readonly string[];
  /** More of the command's own, such as `--quick`. */
  readonly flags: readonly string[];
}

const PROVEN = v.object({
  drill: v.string(),
  file: v.string(),
  surprise: v.nullable(v.string()),
  durationMs: v.number(),
});
type Proven = v.InferOutput<typeof PROVEN>;

/** Grades what is not proven a second time: a program that is proven then is flaky. */
export async function prove(
  context: JobContext,
  python: Interpreter,
  options: ProofOptions,
): Promise<void> {
  await context.provisions.build();
  const unproven: Proven[] = [];
  await once(context, python, options, (one) => {
    if (one.surprise === null) context.tell(resultOf(one, python));
    else unproven.push(one);
  });
  if (unproven.length === 0) return;
  const drills = [...new Set(unproven.map(({ drill }) => drill))];
  const second = new Map<string, Proven>();
  await once(context, python, { ...options, drills }, (one) => second.set(one.file, one));
  for (const one of unproven) {
    const flaky = second.get(one.file)?.surprise === null;
    context.tell({ ...resultOf(one, python), outcome: flaky ? 'flaky' : 'failed' });
  }
}

async function once(
  context: JobContext,
  { path }: Interpreter,
  { drills, flags }: ProofOptions,
  onProven: (one: Proven) => void,
): Promise<void> {
  const timeout = String(Math.ceil(60 * context.slowness));
  const options = ['--json', '--jobs', '1', '--timeout', timeout, '--python', path, ...flags];
  const told = { bad: false };
  const outcome = await run(context, {
    command: process.execPath,
    args: ['dist/cli.js', 'prove', 'drills', ...drills, ...options],
    onLine: (line) => {
      const one = proven(line);
      if (one !== null) onProven(one);
      if (one !== null && one.surprise !== null) told.bad = true;
      if (!line.startsWith('✗ ')) return;
      told.bad = true;
      context.tell({ name: line.slice(2), outcome: 'failed', ms: 0, detail: line });
    },
  });
  // 1: something is not proven; 2: something could not be graded.
  const isTold = told.bad && outcome.kind === 'finished' && outcome.code <= 2;
  if (!isTold) mustSucceed(outcome);
}

function proven(line: string): Proven | null {
  if (!line.startsWith('{')) return null;
  try {
    return v.parse(PROVEN, JSON.parse(line));
  } catch {
    return null;
  }
}

function resultOf({ file, surprise, durationMs: ms }: Proven, { torch }: Interpreter): TestResult {
  const name = `${file} under torch ${torch}`;
  return surprise === null
    ? { name, outcome: 'passed', ms }
    : { name, outcome: 'failed', ms, detail: surprise };
}
