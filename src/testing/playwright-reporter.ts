/** Tells each journey as it ends. */
import { relative } from 'node:path';
import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { ROOT } from '../dev/places.ts';
import { tell } from './results.ts';

export default class TellingReporter implements Reporter {
  onTestEnd(test: TestCase, { duration: ms, retry, status }: TestResult): void {
    const failed = status !== 'passed' && status !== 'skipped';
    if (failed && retry < test.retries) return;
    const [, , , ...titles] = test.titlePath();
    const name = `${relative(ROOT, test.location.file)} > ${titles.join(' ')}`;
    const errors = test.results.flatMap((one) => one.errors).map(told);
    if (status === 'skipped') tell({ name, outcome: 'skipped', ms });
    else if (failed) tell({ name, outcome: 'failed', ms, detail: errors.join('\n\n') });
    else if (retry > 0) tell({ name, outcome: 'flaky', ms, detail: errors.join('\n\n') });
    else tell({ name, outcome: 'passed', ms });
  }

  /** Outside of any test: a file that cannot be loaded. */
  onError(error: TestError): void {
    tell({
      name: 'an error outside of any journey',
      outcome: 'failed',
      ms: 0,
      detail: told(error),
    });
  }

  printsToStdio(): boolean {
    return false;
  }
}

function told({ message, stack, value }: TestError): string {
  return stack ?? message ?? value ?? 'no reason was given';
}
