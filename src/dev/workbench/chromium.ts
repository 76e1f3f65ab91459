/** Finds the browser that shows the workbench in tests. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { aptInstall } from '../process/debian.ts';
import type { Processes } from '../process/processes.ts';
import type { Say } from '../report.ts';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];

const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/bin/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** What Chromium is started with: no talk with the outside, and no sandbox where root cannot have one. */
export const CHROMIUM_ARGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium; installs Debian's as root, else says what to install. */
export async function provideChromium(processes: Processes, say: Say): Promise<string> {
  const found = findChromium(process.env);
  if (found !== null) return found;
  const reason = await aptInstall('chromium', processes, say);
  const installed = findChromium(process.env);
  if (installed !== null) return installed;
  throw new UserError(noChromium(reason ?? 'installed, but not in a place we know'));
}

/** The path of a Chromium that is there, or an error that says what to install. */
export function needChromium(env: NodeJS.ProcessEnv = process.env): string {
  const found = findChromium(env);
  if (found === null) throw new UserError(noChromium('looked on the PATH and in the usual places'));
  return found;
}

function noChromium(detail: string): string {
  return `No Chromium was found (${detail}): install Google Chrome or Chromium (Debian: \`sudo apt-get install chromium\`), or set CHROME_PATH to one.`;
}

/** CHROME_PATH, then the PATH, then the usual places. */
export function findChromium(env: NodeJS.ProcessEnv): string | null {
  const asked = env['CHROME_PATH'];
  if (asked !== undefined && asked !== '') {
    if (isExecutable(asked)) return asked;
    throw new UserError(`CHROME_PATH is ${asked}, which is not a program: correct it or unset it.`);
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...onPath, ...(PLACES[process.platform] ?? [])].find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
