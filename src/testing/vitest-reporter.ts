/** Tells each test of vitest's as it ends. */
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node';
import { tell } from './results.ts';

export default class TellingReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    const { state, errors } = test.result();
    const { duration = 0, flaky = false } = test.diagnostic() ?? {};
    if (state === 'failed') tell({ name, outcome: 'failed', ms: duration, detail: told(errors) });
    else if (flaky) tell({ name, outcome: 'flaky', ms: duration, detail: told(errors ?? []) });
    else if (state !== 'pending') tell({ name, outcome: state, ms: duration });
  }

  /** Hooks of a group can fail too, and so can the loading of a file. */
  onTestSuiteResult(suite: TestSuite): void {
    tellErrors(`${suite.module.relativeModuleId} > ${suite.fullName}`, suite.errors());
  }

  onTestModuleEnd(module: TestModule): void {
    tellErrors(module.relativeModuleId, module.errors());
  }

  onTestRunEnd(_: readonly TestModule[], errors: readonly SerializedError[]): void {
    tellErrors('an error outside of any test', errors);
  }
}

function tellErrors(name: string, errors: readonly SerializedError[]): void {
  if (errors.length > 0) tell({ name, outcome: 'failed', ms: 0, detail: told(errors) });
}

function told(errors: readonly SerializedError[]): string {
  return errors
    .map(({ message, diff = '', stack = '' }) => {
      const text = stack.includes(message) ? stack : `${message}\n${stack}`;
      // The frames of vitest itself help nobody.
      const own = text.split('\n').filter((line) => !/^\s+at .*node_modules/.test(line));
      return [...own, diff].join('\n').trimEnd();
    })
    .join('\n\n');
}
