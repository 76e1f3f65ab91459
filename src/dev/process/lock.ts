/** One process at a time: two commands started together do not install the same thing twice. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../node/process/alive.ts';

/** Runs the work while holding the lock file; waits for a living holder, takes over from a dead one. */
export async function onceAtATime<T>(
  lockFile: string,
  onWait: (holder: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  let told = false;
  for (;;) {
    const holder = take(lockFile);
    if (holder === null) break;
    if (!told) onWait(holder);
    told = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** Null when the lock is ours now, else the living process that has it. */
function take(lockFile: string): number | null {
  mkdirSync(dirname(lockFile), { recursive: true });
  const mine = `${lockFile}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (;;) {
      if (link(mine, lockFile)) return null;
      const holder = holderOf(lockFile);
      if (holder !== null && isAlive(holder)) return holder;
      rmSync(lockFile, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A link appears with its content, so nobody ever reads a lock file that is still empty. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(lockFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
    return Number.isNaN(pid) ? null : pid;
  } catch {
    return null;
  }
}
