/** The grader under every torch that we support: its own tests, then the proof of every drill. */
import { availableParallelism } from 'node:os';
import { UserError } from '../../core/errors.ts';
import type { Interpreter } from '../../core/ports.ts';
import { provideTestPythons } from '../python/provide.ts';
import { buildExtension } from '../package.ts';
import { judged, show } from './program.ts';
import { add, NONE, totalsIn, type Suite, type Tools, type Totals } from './suite.ts';

export const grader: Suite = {
  title: 'grader',
  async run(tools) {
    const { interpreters, missing } = await provideTestPythons(tools.processes, tools.say);
    const [newest] = interpreters;
    if (newest === undefined) throw new UserError(missing.join('\n'));
    // The proof is that of the command line that is shipped.
    await buildExtension(tools.processes);
    const jobs = interpreters.flatMap((one) => [
      job(`torch ${one.torch}, its own tests`, (told) => unittests(told, one)),
      job(`torch ${one.torch}, the proof of all drills`, (told) => proof(told, one)),
    ]);
    // What a changed program computes does not depend on the version.
    jobs.push(job(`torch ${newest.torch}, transforms`, (told) => transforms(told, newest)));
    const none: Totals = { ...NONE, skipped: missing.length, remarks: missing };
    return (await together(jobs, tools)).reduce(add, none);
  },
};

type Job = (tools: Tools) => Promise<Totals>;

/** What it says is told when it is done: another may be at work beside it. */
function job(title: string, work: Job): Job {
  return async (tools) => {
    const said: string[] = [];
    const totals = await work({ ...tools, say: (line) => said.push(line) });
    for (const line of [title, ...said]) tools.say(line);
    return totals;
  };
}

/** Each takes one core. */
async function together(jobs: readonly Job[], tools: Tools): Promise<readonly Totals[]> {
  const left = [...jobs];
  const all: Totals[] = [];
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) all.push(await next(tools));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return all;
}

async function unittests(tools: Tools, { path }: Interpreter): Promise<Totals> {
  const args = ['-m', 'unittest', 'discover', '-s', 'test/grader', '-t', '.'];
  const outcome = await show(tools, path, args, { PYTHONDONTWRITEBYTECODE: '1' });
  return judged(outcome, outcome.kind === 'finished' ? unittestTotals(outcome.stderr) : null);
}

/** What authors run for a pack of their own, on ours. */
async function proof(tools: Tools, { path }: Interpreter): Promise<Totals> {
  const prove = ['dist/cli.js', 'prove', 'drills', '--frozen', '--jobs', '1', '--python', path];
  const outcome = await show(tools, process.execPath, prove);
  return judged(outcome, outcome.kind === 'finished' ? proofTotals(outcome.stdout) : null);
}

/** Rewritten programs, graded by the hundred in one process that forks. */
async function transforms(tools: Tools, { path }: Interpreter): Promise<Totals> {
  const args = ['-W', 'ignore', 'test/drills/transforms.py'];
  const outcome = await show(tools, path, args, { PYTHONDONTWRITEBYTECODE: '1' });
  return judged(outcome, outcome.kind === 'finished' ? totalsIn(outcome.stdout) : null);
}

/** `2000 proven, 1 not`. */
export function proofTotals(text: string): Totals | null {
  const [, proven, not] = /^(\d+) proven, (\d+) not$/m.exec(text) ?? [];
  if (proven === undefined || not === undefined) return null;
  return { ...NONE, passed: Number(proven), failed: Number(not) };
}

/** `Ran 12 tests in 1.2s`, then `OK` or `FAILED (failures=1, errors=2, skipped=3)`. */
export function unittestTotals(text: string): Totals | null {
  const ran = /^Ran (\d+) tests? in /m.exec(text)?.[1];
  const end = /^(?:OK|FAILED)\b.*$/m.exec(text)?.[0];
  if (ran === undefined || end === undefined) return null;
  const count = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(end)?.[1] ?? 0);
  const failed = count('failures') + count('errors') + count('unexpected successes');
  const skipped = count('skipped');
  return { ...NONE, passed: Math.max(0, Number(ran) - failed - skipped), failed, skipped };
}
