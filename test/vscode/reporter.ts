/** Tells each in-host test as it ends. */
import Mocha from 'mocha';
import { tell } from '../../src/testing/results.ts';

export class TellingReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    /** What went wrong the first time, by the name of the test. */
    const before = new Map<string, string>();
    runner.on('retry', (test: Mocha.Test, error: unknown) =>
      before.set(test.fullTitle(), told(error)),
    );
    runner.on('pass', (test) => {
      const [name, ms] = [test.fullTitle(), test.duration ?? 0];
      const detail = before.get(name);
      tell(
        detail === undefined
          ? { name, outcome: 'passed', ms }
          : { name, outcome: 'flaky', ms, detail },
      );
    });
    runner.on('pending', (test) => tell({ name: test.fullTitle(), outcome: 'skipped', ms: 0 }));
    // Hooks too.
    runner.on('fail', (test, error: unknown) =>
      tell({
        name: test.fullTitle(),
        outcome: 'failed',
        ms: test.duration ?? 0,
        detail: told(error),
      }),
    );
  }
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
