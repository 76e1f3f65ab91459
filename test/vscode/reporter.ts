/** Writes a line for each test to the console of the extension host. */
import Mocha from 'mocha';

/** Tells a line for a person from the workbench's own talk, which shares the console. */
const MARK = '[test] ';

export function lineReporter(write: (line: string) => void): Mocha.ReporterConstructor {
  const say = (text: string) => {
    for (const line of text.split('\n')) write(MARK + line);
  };
  return class LineReporter extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options);
      runner.on('pass', (test) => say(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
      runner.on('pending', (test) => say(`  - ${test.fullTitle()}`));
      runner.on('fail', (test, error: Error) => {
        say(`  ✗ ${test.fullTitle()}`);
        say((error.stack ?? error.message).replaceAll(/^/gm, '      '));
      });
    }
  };
}
