/** Runs suites for a person: progress, failures as they come, a summary, also of a run that is interrupted. */
import { join } from 'node:path';
import { CACHE } from '../dev/places.ts';
import { Processes } from '../dev/process/processes.ts';
import { say } from '../dev/report.ts';
import { LastRuns } from './last-runs.ts';
import { Progress } from './progress.ts';
import { provisions } from './provisions.ts';
import { Run } from './run.ts';
import { measureSlowness } from './slowness.ts';
import { isWhole, type Selection, type Suite } from './suite.ts';
import { failureText, summaryOf } from './summary.ts';
import { sum } from './tally.ts';

/** A suite, and what of it is run. */
export interface ChosenSuite {
  readonly suite: Suite;
  readonly selection: Selection;
}

/** Runs suites side by side, tells what happens, and gives the exit code. */
export async function runSuites(suites: readonly ChosenSuite[]): Promise<number> {
  const processes = new Processes();
  const slowness = await measureSlowness();
  if (slowness > 2) {
    say(`This machine is busy or slow: work takes ${slowness.toFixed(1)} times as long as usual.`);
  }
  const lastRuns = new LastRuns(join(CACHE, 'test-runs.json'));
  const run: Run = new Run(suites, {
    processes,
    provisions: provisions(processes, (line) => progress.say(line)),
    slowness,
    lastRuns,
    onFailure: (suite, result) => progress.say(failureText(suite, result)),
  });
  const progress = new Progress(run, lastRuns, process.stdout);
  const conclude = (): void => {
    progress.end();
    if (run.suites.length === 0) say('No tests match.');
    for (const line of summaryOf(run.suites, run.seconds)) say(line);
  };
  processes.endWithUs(() => {
    progress.say('\nInterrupted. These tests had finished:');
    conclude();
  });
  await run.finish();
  lastRuns.keep(
    run.suites
      .filter(({ title }) =>
        suites.some(({ suite, selection }) => suite.title === title && isWhole(selection)),
      )
      .map(({ title, tally, seconds }) => ({ title, tests: tally.count, seconds })),
  );
  conclude();
  const { passed, failed } = sum(run.suites.map(({ tally }) => tally.totals));
  return failed === 0 && passed > 0 ? 0 : 1;
}
