/**
 * `test` with a workbench: VS Code with the packaged extension and a practice folder. `workbench` is a tidied window that
 * journeys share, `newWorkbench` the first window of a new profile.
 */
import { test as base, type PlaywrightTestOptions, type TestInfo } from '@playwright/test';
import { Processes } from '../../src/dev/process/processes.ts';
import type { Settings } from '../../src/dev/workbench/settings.ts';
import { HANGS_MS } from '../limits.ts';
import { House, type Past } from './house.ts';
import { seen } from './seen.ts';
import { SharedWindow } from './shared-window.ts';
import { Workbench } from './workbench.ts';

export { expect } from '@playwright/test';

interface Options {
  /** Settings beside the quiet ones, the user's or the folder's: `test.use({ settings: {...} })`. */
  readonly settings: Settings;
  /** Files that are in the practice folder at the start, by their path in it. */
  readonly files: Readonly<Record<string, string>>;
  /** What the history of a new profile says has happened before the folder is opened. */
  readonly past: Past;
}

type Viewed = Pick<PlaywrightTestOptions, 'viewport'>;

interface Fixtures {
  readonly workbench: Workbench;
  readonly newWorkbench: Workbench;
}

interface WorkerFixtures {
  readonly processes: Processes;
  readonly house: House;
  readonly sharedWindow: SharedWindow;
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  processes: [
    // From this pattern, Playwright sees that the fixture needs no others.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const processes = new Processes();
      processes.endWithUs();
      processes.endWithParent();
      await use(processes);
    },
    { scope: 'worker' },
  ],
  house: [
    async ({ browser, processes }, use) => {
      const house = await House.open(browser, processes, needed('TENSOR_DRILLS_EXTENSIONS'));
      await use(house);
      await house.close();
    },
    { scope: 'worker', timeout: HANGS_MS },
  ],
  sharedWindow: [
    async ({ house }, use) => {
      await use(new SharedWindow(house, (wanted) => newWindow(house, wanted)));
      await house.leave();
    },
    { scope: 'worker', timeout: HANGS_MS },
  ],
  settings: [{}, { option: true }],
  files: [{}, { option: true }],
  past: [{ events: () => [] }, { option: true }],
  workbench: async ({ sharedWindow, viewport, settings, files }, use, info) => {
    const { title } = info;
    const workbench = await sharedWindow.tidied({ title, viewport, settings, files });
    await use(workbench);
    await tellOfFailure(workbench, info);
  },
  newWorkbench: async ({ house, viewport, settings, files, past }, use, info) => {
    const workbench = await newWindow(house, { settings, files, past, viewport });
    await use(workbench);
    await tellOfFailure(workbench, info);
    await house.leave();
  },
});

async function tellOfFailure({ page }: Workbench, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus) return;
  info.errors.push({ message: `The window at the end:\n${await seen(page)}` });
}

/** The first window of a new profile, and the only window. */
async function newWindow(
  house: House,
  { settings, files, past, viewport }: Options & Viewed,
): Promise<Workbench> {
  await house.leave();
  const place = house.furnish(past, files, { ...AS_TYPED, ...python(), ...settings });
  const workbench = new Workbench(await house.newPage(viewport), place);
  await workbench.open();
  return workbench;
}

/** An editor that writes what is typed and nothing else, and lists that stay when a page claims the focus late. */
const AS_TYPED: Settings = {
  'workbench.quickOpen.closeOnFocusLost': false,
  'editor.autoClosingBrackets': 'never',
  'editor.autoIndent': 'none',
  'editor.quickSuggestions': false,
  'editor.suggestOnTriggerCharacters': false,
};

function python(): Settings {
  return { 'tensorDrills.python': needed('TENSOR_DRILLS_PYTHON') };
}

export function needed(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(`${name} is not set; run the journeys with: npm test -- journeys`);
}
