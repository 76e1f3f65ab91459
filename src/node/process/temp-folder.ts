/** A private folder for one process, removed with it; after a crash, the next process removes it. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { messageOf, UserError } from '../../core/errors.ts';
import { isAlive } from './alive.ts';

const PREFIX = 'tensor-drills-';
/** Where containers share a temp folder, a process that seems dead may live elsewhere; no check takes this long. */
const STALE_MS = 3_600_000;

export class TempFolder {
  readonly path: string;

  /** Throws a UserError when there can be none. */
  constructor() {
    try {
      this.path = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    } catch (error) {
      throw new UserError(unusable(error));
    }
  }

  get name(): string {
    return basename(this.path);
  }

  /** Never rejects: Windows may hold a file a little longer, and a folder in temp hurts nobody. */
  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }

  removeNow(): void {
    try {
      rmSync(this.path, { recursive: true, force: true });
    } catch {
      // As above.
    }
  }
}

function unusable(error: unknown): string {
  const reason = (error as NodeJS.ErrnoException).code ?? messageOf(error);
  const variable = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
  return `Nothing can be written to the temporary folder ${tmpdir()} (${reason}). Set ${variable} to a folder that exists and that you can write to.`;
}

/** Removes the folders of processes that were killed before they could. Never throws. */
export function removeStaleFolders(): void {
  try {
    for (const name of readdirSync(tmpdir())) {
      const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
      if (pid === undefined || isAlive(Number(pid))) continue;
      const path = join(tmpdir(), name);
      if (Date.now() - statSync(path).mtimeMs > STALE_MS) {
        rmSync(path, { recursive: true, force: true });
      }
    }
  } catch {
    // Another user's, or another window does the same right now.
  }
}
