/** Journeys through the workbench from outside, on the packaged extension: Playwright. */
import { join } from 'node:path';
import * as v from 'valibot';
import { packExtension } from '../package.ts';
import { TOOLS } from '../places.ts';
import { providePython } from '../python/provide.ts';
import { timed } from '../report.ts';
import { provideChromium } from '../workbench/chromium.ts';
import { installExtension } from '../workbench/code-server.ts';
import { installWorkbench } from '../workbench/install.ts';
import { chosenRelease } from '../workbench/release.ts';
import { judged, show, tool, withReport } from './program.ts';
import type { Suite, Tools, Totals } from './suite.ts';

const REPORT = v.object({
  stats: v.object({
    expected: v.number(),
    unexpected: v.number(),
    flaky: v.number(),
    skipped: v.number(),
  }),
  /** What failed outside of any test: a file that cannot be loaded. */
  errors: v.array(v.unknown()),
});

export const journeys: Suite = {
  title: 'journeys',
  run: (tools) => walk(tools, 'playwright.config.ts'),
};

/** Runs what a configuration in test/journeys names, on the packaged extension. */
export async function walk(tools: Tools, config: string): Promise<Totals> {
  const { processes, say } = tools;
  const release = chosenRelease();
  const installation = await installWorkbench(release, processes, say);
  const chromium = await provideChromium(processes, say);
  const python = await providePython(processes, say);
  const vsix = await timed(say, 'Packing the extension', () => packExtension(processes));
  const extensionsDir = join(TOOLS, 'journeys', `extensions-${release.version}`);
  await installExtension(processes, installation, vsix, extensionsDir);
  const { outcome, report } = await withReport(REPORT, (file) =>
    show(
      tools,
      process.execPath,
      [
        tool('@playwright', 'test', 'cli.js'),
        'test',
        ...['--config', `test/journeys/${config}`, '--reporter=list,json'],
        ...(process.env['TENSOR_DRILLS_TEST_GREP'] !== undefined
          ? ['--grep', process.env['TENSOR_DRILLS_TEST_GREP']]
          : []),
      ],
      {
        CHROME_PATH: chromium,
        TENSOR_DRILLS_PYTHON: python.path,
        TENSOR_DRILLS_EXTENSIONS: extensionsDir,
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      },
    ),
  );
  if (report === null) return judged(outcome, null);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const remarks = flaky > 0 ? [`${flaky} journeys passed at the second try only.`] : [];
  return judged(outcome, {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    remarks,
  });
}
