/** The user settings of a VS Code that we start: quiet, and nothing but the extension. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

export const QUIET: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** For a suite: a file is saved when the suite saves it, and no busy machine turns a check into one that took too long. */
export const UNDER_TEST: Settings = {
  ...QUIET,
  // On by itself in the browser.
  'files.autoSave': 'off',
  // No question may cover what is being tested; tests of the question itself set this back.
  'tensorDrills.quietEditor': 'off',
  'tensorDrills.check.timeoutSeconds': 120,
};

/**
 * Writes the settings unless there are some: those belong to the user. VS Code in the browser takes paths on the
 * server's machine, such as that of Python, from the machine's settings and from nowhere else.
 */
export function writeSettings(userDataDir: string, settings: Settings): void {
  const ours = Object.entries(settings).filter(([key]) => key.startsWith('tensorDrills.'));
  writeOnce(join(userDataDir, 'User'), settings);
  writeOnce(join(userDataDir, 'Machine'), Object.fromEntries(ours));
}

function writeOnce(folder: string, settings: Settings): void {
  const file = join(folder, 'settings.json');
  if (existsSync(file) || Object.keys(settings).length === 0) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
}

/** Where a VS Code with these user data keeps what our extension writes. */
export function storageOf(userDataDir: string): string {
  return join(userDataDir, 'User', 'globalStorage', 'tensor-drills.tensor-drills');
}
