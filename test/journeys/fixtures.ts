/** `test` with a workbench: a fresh VS Code with the packaged extension and an empty practice folder. */
import { test as base } from '@playwright/test';
import { Processes } from '../../src/dev/process/processes.ts';
import type { Settings } from '../../src/dev/workbench/settings.ts';
import { HANGS_MS } from '../limits.ts';
import { House, type Past } from './house.ts';
import { Workbench } from './workbench.ts';

export { expect } from '@playwright/test';

interface Options {
  /** User settings beside the quiet ones: `test.use({ settings: {...} })`. */
  readonly settings: Settings;
  /** Files that are in the practice folder before it is opened, by their path in it. */
  readonly files: Readonly<Record<string, string>>;
  /** What the history says has happened before the folder is opened. */
  readonly past: Past;
}

interface Fixtures {
  readonly workbench: Workbench;
}

interface WorkerFixtures {
  readonly processes: Processes;
  readonly house: House;
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
  settings: [{}, { option: true }],
  files: [{}, { option: true }],
  past: [{ events: () => [] }, { option: true }],
  workbench: async ({ house, viewport, settings, files, past }, use) => {
    const place = house.furnish(past, files, { ...AS_TYPED, ...python(), ...settings });
    const workbench = new Workbench(await house.newPage(viewport), place);
    await workbench.open();
    await use(workbench);
    await house.leave();
  },
});

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
