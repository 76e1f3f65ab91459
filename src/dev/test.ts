/**
 * `npm test [-- SUITE ...]`: runs the suites one after the other, all of them also after a failure, and ends with the
 * line `N passed, N failed`.
 */
import { messageOf, UserError } from '../core/errors.ts';
import { Processes } from './process/processes.ts';
import { main, say } from './report.ts';
import { check } from './suites/check.ts';
import { grader } from './suites/grader.ts';
import { journeys } from './suites/journeys.ts';
import { add, NONE, totalsText, type Suite, type Tools, type Totals } from './suites/suite.ts';
import { unit } from './suites/unit.ts';
import { vscode } from './suites/vscode.ts';

/** What a plain `npm test` runs. */
const ALL: readonly Suite[] = [check, unit, grader, vscode('browser'), journeys];
/** Desktop VS Code is downloaded by its own maker's tool and needs a screen: only when asked for. */
const KNOWN: readonly Suite[] = [...ALL, vscode('desktop')];

interface Row {
  readonly title: string;
  readonly totals: Totals;
  readonly seconds: number;
}

async function runSuite(suite: Suite, tools: Tools): Promise<Row> {
  const start = performance.now();
  const totals = await suite.run(tools).catch((error: unknown): Totals => {
    const remark = error instanceof UserError ? error.message : trace(error);
    return { ...NONE, failed: 1, remarks: [`It could not run: ${remark}`] };
  });
  return { title: suite.title, totals, seconds: (performance.now() - start) / 1000 };
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}

function chosen(names: readonly string[]): readonly Suite[] {
  if (names.length === 0) return ALL;
  const unknown = names.filter((name) => !KNOWN.some((suite) => suite.title === name));
  if (unknown.length === 0) return KNOWN.filter((suite) => names.includes(suite.title));
  throw new UserError(
    `There is no suite ${unknown.join(', ')}. There are: ${KNOWN.map((one) => one.title).join(', ')}.`,
  );
}

await main(async () => {
  const suites = chosen(process.argv.slice(2));
  const processes = new Processes();
  processes.endWithUs();
  const rows: Row[] = [];
  for (const suite of suites) {
    say(`\n== ${suite.title}`);
    rows.push(await runSuite(suite, { processes, say }));
  }

  say('\n== totals');
  for (const { title, totals, seconds } of rows) {
    say(`${title.padEnd(10)}${seconds.toFixed(0).padStart(5)} s  ${totalsText(totals)}`);
    for (const remark of totals.remarks) say(`           ${remark}`);
  }
  const sum = rows.map((row) => row.totals).reduce(add, NONE);
  say(totalsText(sum));
  return sum.failed > 0 ? 1 : 0;
});
