/** Journeys through the workbench from outside, on the packaged extension: Playwright. */
import { join } from 'node:path';
import { TOOLS } from '../places.ts';
import { runTests, tool } from '../testing/program.ts';
import { runSuites } from '../testing/run-suites.ts';
import {
  isSelected,
  WHOLE,
  type Selection,
  type Suite,
  type JobContext,
} from '../testing/suite.ts';
import { installExtension } from '../workbench/code-server.ts';
import { chosenRelease } from '../workbench/release.ts';
import { testFiles } from './test-files.ts';
import { literally } from './unit.ts';

export const journeys: Suite = {
  title: 'journeys',
  jobs: (selection) => {
    const files = testFiles('test/journeys', /\.journey\.ts$/).filter((file) =>
      isSelected(file, selection),
    );
    if (files.length === 0) return [];
    const run = (workshop: JobContext) =>
      walk(workshop, 'playwright.config.ts', { files, grep: selection.grep });
    return [{ title: 'playwright', run }];
  },
};

/** Runs what another configuration in test/journeys names, and gives the exit code. */
export function walkAlone(
  title: string,
  config: string,
  grep: string | null = null,
): Promise<number> {
  const run = (workshop: JobContext) => walk(workshop, config, { files: [], grep });
  const suite: Suite = { title, jobs: () => [{ title: config, run }] };
  return runSuites([{ suite, selection: { ...WHOLE, grep } }]);
}

/** Runs what a configuration in test/journeys names, on the packaged extension. */
async function walk(
  workshop: JobContext,
  config: string,
  { files, grep }: Pick<Selection, 'files' | 'grep'>,
): Promise<void> {
  const { processes, provisions } = workshop;
  const [installation, chromium, python, vsix] = await Promise.all([
    provisions.workbench(),
    provisions.chromium(),
    provisions.python(),
    provisions.vsix(),
  ]);
  const extensionsDir = join(TOOLS, 'journeys', `extensions-${chosenRelease().version}`);
  await installExtension(processes, installation, vsix, extensionsDir);
  await runTests(workshop, {
    command: process.execPath,
    args: [
      ...[tool('@playwright', 'test', 'cli.js'), 'test', ...files.map(literally)],
      ...['--config', `test/journeys/${config}`, '--pass-with-no-tests'],
      ...(grep === null ? [] : ['--grep', literally(grep)]),
    ],
    env: {
      CHROME_PATH: chromium,
      TENSOR_DRILLS_PYTHON: python.path,
      TENSOR_DRILLS_EXTENSIONS: extensionsDir,
    },
  });
}
