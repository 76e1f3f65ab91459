/** The tests that need no editor: vitest. */
import * as v from 'valibot';
import { buildExtension } from '../package.ts';
import { provideTestPythons } from '../python/provide.ts';
import { provideChromium } from '../workbench/chromium.ts';
import { judged, show, tool, withReport } from './program.ts';
import { NONE, type Suite } from './suite.ts';

const REPORT = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  /** A file that cannot be loaded fails as a whole, without a failed test. */
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
});

export const unit: Suite = {
  title: 'unit',
  async run(tools) {
    const chromium = await provideChromium(tools.processes, tools.say);
    const { interpreters } = await provideTestPythons(tools.processes, tools.say);
    const [python] = interpreters;
    // Some tests run what is shipped: the command line, the pages.
    await buildExtension(tools.processes);
    const { outcome, report } = await withReport(REPORT, (file) =>
      show(
        tools,
        process.execPath,
        [
          tool('vitest', 'vitest.mjs'),
          'run',
          ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
        ],
        {
          CHROME_PATH: chromium,
          ...(python === undefined ? {} : { TENSOR_DRILLS_PYTHON: python.path }),
        },
      ),
    );
    if (report === null) return judged(outcome, null);
    const unloaded = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return judged(outcome, {
      ...NONE,
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    });
  },
};
