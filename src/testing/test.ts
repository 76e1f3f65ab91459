/** `npm test`: see the usage in testing/arguments.ts. The last line is `N passed, N failed`, whatever happens. */
import { main, say } from '../dev/report.ts';
import { check } from './suites/check.ts';
import { grader } from './suites/grader.ts';
import { journeys } from './suites/journeys.ts';
import { unit } from './suites/unit.ts';
import { vscode } from './suites/vscode.ts';
import { readArguments, USAGE, type Arguments } from './arguments.ts';
import { changesIn } from './changed-files.ts';
import { selectionsFor } from './changed.ts';
import { runSuites, type ChosenSuite } from './run-suites.ts';
import type { Selection, Suite } from './suite.ts';

/** What a plain `npm test` runs. A machine that has run none of them begins in this order: the longest first. */
const ALL: readonly Suite[] = [unit, journeys, grader, vscode('browser'), check];
/** Desktop VS Code is downloaded by its own maker's tool and needs a screen: only when asked for. */
const KNOWN: readonly Suite[] = [...ALL, vscode('desktop')];

function chosen(args: Exclude<Arguments, { kind: 'help' }>): readonly ChosenSuite[] {
  if (args.kind === 'run') {
    const { suites, selection } = args;
    return (suites.length === 0 ? ALL : KNOWN)
      .filter(({ title }) => suites.length === 0 || suites.includes(title))
      .map((suite) => ({ suite, selection }));
  }
  const { files, since } = changesIn(args.since);
  say(`${files.length} files have changed since ${since}.`);
  const selections: ReadonlyMap<string, Selection> = selectionsFor(files);
  return ALL.flatMap((suite) => {
    const selection = selections.get(suite.title);
    return selection === undefined ? [] : [{ suite, selection }];
  });
}

await main(async () => {
  const args = readArguments(
    process.argv.slice(2),
    KNOWN.map(({ title }) => title),
  );
  if (args.kind !== 'help') return runSuites(chosen(args));
  say(USAGE);
  return 0;
});
