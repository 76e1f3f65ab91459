/**
 * Starts programs so that they can be ended together with everything they start. tree-kill and execa only end processes
 * that are still descendants. A candidate's program may leave orphans, so it gets a process group of its own, and processes
 * that leave the group are found by their environment.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts a program as the leader of a process group of its own. Throws what `spawn` throws for bad arguments. */
export function startTree(
  command: string,
  args: readonly string[],
  options: StartOptions,
): ChildProcessWithoutNullStreams {
  return spawn(command, args, {
    ...options,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Ends the program's whole group (POSIX) or tree (Windows) at once; one that is gone is fine. */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    // Not waited for: it takes 100 ms, and the answer is known already.
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], {
      stdio: 'ignore',
      windowsHide: true,
    }).on('error', () => undefined);
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

/**
 * Linux: ends processes that left their group (setsid) but still carry `mark` in their first environment or stand in
 * `folder`. Elsewhere there is no cheap way to find them, and such a program, the user's own, goes on.
 */
export async function killStrays(mark: string, folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  // What forks while we look is found the next time round.
  for (let round = 0; round < 3; round += 1) {
    const strays = await findStrays(mark, folder);
    if (strays.length === 0) return;
    for (const pid of strays) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }
}

async function findStrays(mark: string, folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const strays: number[] = [];
  for (const pid of pids) {
    const [environ, cwd] = await Promise.all([
      readFile(`/proc/${pid}/environ`, 'latin1').catch(() => ''),
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
    ]);
    // The name ends by chance, so no other begins with it; that of a folder which is gone has " (deleted)" behind it.
    if (environ.split('\0').includes(mark) || cwd.startsWith(folder)) strays.push(Number(pid));
  }
  return strays.filter((pid) => pid !== process.pid);
}
