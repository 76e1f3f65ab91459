/** The grader under every torch that we support: its own tests, then the verdict on every program in the drills. */
import { UserError } from '../../core/errors.ts';
import type { Interpreter } from '../../core/ports.ts';
import { provideTestPythons } from '../python/provide.ts';
import { judged, show } from './program.ts';
import { add, NONE, totalsIn, type Suite, type Tools, type Totals } from './suite.ts';

export const grader: Suite = {
  title: 'grader',
  async run(tools) {
    const { interpreters, missing } = await provideTestPythons(tools.processes, tools.say);
    if (interpreters.length === 0) throw new UserError(missing.join('\n'));
    let totals: Totals = { ...NONE, skipped: missing.length, remarks: missing };
    for (const interpreter of interpreters) {
      tools.say(`torch ${interpreter.torch}, Python ${interpreter.python}`);
      totals = add(totals, await unittests(tools, interpreter));
      totals = add(totals, await script(tools, interpreter, 'corpus'));
    }
    // What a changed program computes does not depend on the version.
    const [newest] = interpreters;
    if (newest === undefined) return totals;
    for (const name of ['mutants', 'transforms'] as const) {
      totals = add(totals, await script(tools, newest, name));
    }
    return totals;
  },
};

async function unittests(tools: Tools, { path }: Interpreter): Promise<Totals> {
  const args = ['-m', 'unittest', 'discover', '-s', 'test/grader', '-t', '.'];
  const outcome = await show(tools, path, args, { PYTHONDONTWRITEBYTECODE: '1' });
  return judged(outcome, outcome.kind === 'finished' ? unittestTotals(outcome.stderr) : null);
}

/** Programs graded by the hundred, in one process that forks. */
async function script(
  tools: Tools,
  { path }: Interpreter,
  name: 'corpus' | 'mutants' | 'transforms',
): Promise<Totals> {
  const args = ['-W', 'ignore', `test/drills/${name}.py`];
  const outcome = await show(tools, path, args, { PYTHONDONTWRITEBYTECODE: '1' });
  return judged(outcome, outcome.kind === 'finished' ? totalsIn(outcome.stdout) : null);
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
