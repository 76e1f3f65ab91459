/** Journeys through the workbench from outside, on the packaged extension: Playwright. */
import { join } from 'node:path';
import { TOOLS } from '../../dev/places.ts';
import { runTests, tool } from '../program.ts';
import { runSuites } from '../run-suites.ts';
import { isSelected, WHOLE, type Selection, type Suite, type JobContext } from '../suite.ts';
import { installExtension } from '../../dev/workbench/code-server.ts';
import { chosenRelease, choosing, type Release } from '../../dev/workbench/release.ts';
import { underLowest } from './lowest.ts';
import { testFiles } from './test-files.ts';
import { literally } from './unit.ts';

export const journeys: Suite = {
  title: 'journeys',
  jobs: (selection) => {
    const files = testFiles('test/journeys', /\.journey\.ts$/).filter((file) =>
      isSelected(file, selection),
    );
    if (files.length === 0) return [];
    const { grep } = selection;
    const running = (some: Part, release: Release) => (context: JobContext) =>
      walk(context, 'playwright.config.ts', some, release);
    const main = files.filter((file) => file === MAIN.file);
    return [
      { title: 'playwright', run: running({ files, grep }, chosenRelease()) },
      ...(main.length === 0 || grep !== null
        ? []
        : [
            underLowest('playwright', (context, lowest) =>
              running({ files: main, grep: MAIN.grep }, lowest)(context),
            ),
          ]),
    ];
  },
};

/** From start through check and pass to debrief; it also runs in the lowest VS Code. */
const MAIN = { file: 'test/journeys/drill.journey.ts', grep: 'from the palette to the debrief' };

type Part = Pick<Selection, 'files' | 'grep'>;

/** Runs what another configuration in test/journeys names, and gives the exit code. */
export function walkAlone(
  title: string,
  config: string,
  grep: string | null = null,
): Promise<number> {
  const run = (context: JobContext) => walk(context, config, { files: [], grep }, chosenRelease());
  const suite: Suite = { title, jobs: () => [{ title: config, run }] };
  return runSuites([{ suite, selection: { ...WHOLE, grep } }]);
}

/** Runs what a configuration in test/journeys names, on the packaged extension. */
async function walk(
  context: JobContext,
  config: string,
  { files, grep }: Part,
  release: Release,
): Promise<void> {
  const { processes, provisions } = context;
  const [installation, chromium, python, vsix] = await Promise.all([
    provisions.workbench(release),
    provisions.chromium(),
    provisions.python(),
    provisions.vsix(),
  ]);
  const extensionsDir = join(TOOLS, 'journeys', `extensions-${release.version}`);
  await installExtension(processes, installation, vsix, extensionsDir);
  await runTests(context, {
    command: process.execPath,
    args: [
      ...[tool('@playwright', 'test', 'cli.js'), 'test', ...files.map(literally)],
      ...['--config', `test/journeys/${config}`, '--pass-with-no-tests'],
      ...(grep === null ? [] : ['--grep', literally(grep)]),
    ],
    env: {
      ...choosing(release),
      CHROME_PATH: chromium,
      TENSOR_DRILLS_PYTHON: python.path,
      TENSOR_DRILLS_EXTENSIONS: extensionsDir,
    },
  });
}
