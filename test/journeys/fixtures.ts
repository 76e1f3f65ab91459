/** `test` with a workbench: a fresh VS Code with the packaged extension and an empty practice folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base } from '@playwright/test';
import type { Event } from '../../src/core/events.ts';
import { Processes } from '../../src/dev/process/processes.ts';
import { addressOf } from '../../src/dev/workbench/address.ts';
import { startCodeServer } from '../../src/dev/workbench/code-server.ts';
import { chosenRelease, installationIn } from '../../src/dev/workbench/release.ts';
import {
  QUIET,
  storageOf,
  writeSettings,
  type Settings,
} from '../../src/dev/workbench/settings.ts';
import { NO_GALLERY } from '../../src/dev/workbench/vscode-server.ts';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import { Workbench } from './workbench.ts';

export { expect } from '@playwright/test';

interface Options {
  /** User settings beside the quiet ones: `test.use({ settings: {...} })`. */
  readonly settings: Settings;
  /** Files that are in the practice folder before it is opened, by their path in it. */
  readonly files: Readonly<Record<string, string>>;
  /** What the history says has happened before the folder is opened. */
  readonly past: { events(folder: string): readonly Event[] };
}

interface Fixtures {
  readonly workbench: Workbench;
}

export const test = base.extend<Options & Fixtures, { readonly processes: Processes }>({
  processes: [
    // Playwright tells from this pattern that it asks for nothing.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const processes = new Processes();
      processes.endWithUs();
      processes.endWithParent();
      await use(processes);
    },
    { scope: 'worker' },
  ],
  settings: [{}, { option: true }],
  files: [{}, { option: true }],
  past: [{ events: () => [] }, { option: true }],
  workbench: async ({ page, processes, settings, files, past }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'tensor-drills-journey-'));
    const folder = join(home, 'practice');
    const userDataDir = join(home, 'data');
    mkdirSync(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const storage = storageOf(userDataDir);
    mkdirSync(storage, { recursive: true });
    writeFileSync(
      join(storage, 'history.jsonl'),
      past.events(folder).map(formatHistoryLine).join(''),
    );
    writeSettings(userDataDir, { ...QUIET, ...AS_TYPED, ...python(), ...settings });
    const server = await startCodeServer(processes, installationIn(chosenRelease().folder), {
      userDataDir,
      extensionsDir: needed('TENSOR_DRILLS_EXTENSIONS'),
      port: 0,
      env: { ...process.env, EXTENSIONS_GALLERY: NO_GALLERY },
    });
    const workbench = new Workbench(page, {
      address: addressOf(server.url, folder),
      folder,
      userDataDir,
    });
    await workbench.open();
    await use(workbench);
    await page.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** An editor that writes what is typed and nothing else. */
const AS_TYPED: Settings = {
  'editor.autoClosingBrackets': 'never',
  'editor.autoIndent': 'none',
  // On by itself in the browser; here what is saved is saved by the user.
  'files.autoSave': 'off',
  'editor.quickSuggestions': false,
  'editor.suggestOnTriggerCharacters': false,
};

function python(): Settings {
  return { 'tensorDrills.python': needed('TENSOR_DRILLS_PYTHON') };
}

function needed(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(`${name} is not set; run the journeys with: npm test -- journeys`);
}
