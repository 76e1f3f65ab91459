/** Desktop VS Code, where it is installed. */
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Processes } from '../process/processes.ts';

/** The `code` on the PATH when it can open a window here, else null. */
export function findDesktop(env: NodeJS.ProcessEnv = process.env): string | null {
  const hasScreen =
    process.platform !== 'linux' ||
    env['DISPLAY'] !== undefined ||
    env['WAYLAND_DISPLAY'] !== undefined;
  if (!hasScreen) return null;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const found = (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
  // In a terminal of a remote window, `code` only talks to that window.
  return found === undefined || /remote-cli|code-server/.test(realpathSync(found)) ? null : found;
}

export interface DesktopOptions {
  readonly code: string;
  readonly extensionDevelopmentPath: string;
  readonly folder: string;
  readonly userDataDir: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Opens a window with settings of its own; resolves with the exit code when the window is closed. */
export function openDesktop(processes: Processes, options: DesktopOptions): Promise<number> {
  const args = [
    ...['--wait', '--new-window', '--disable-workspace-trust', '--skip-release-notes'],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...['--user-data-dir', options.userDataDir],
    `--extensionDevelopmentPath=${options.extensionDevelopmentPath}`,
    options.folder,
  ];
  const [command, first] =
    process.platform === 'win32' ? ['cmd.exe', ['/d', '/c', options.code]] : [options.code, []];
  // The command line tool starts the window in a session of its own.
  process.once('exit', () => endWindow(options.userDataDir));
  const child = processes.start(command, [...first, ...args], { env: options.env });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** VS Code writes the id of its main process into this file while it runs. */
function endWindow(userDataDir: string): void {
  try {
    process.kill(Number.parseInt(readFileSync(join(userDataDir, 'code.lock'), 'utf8'), 10));
  } catch {
    // It has ended by itself.
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
