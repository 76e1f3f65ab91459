/** A disk of our own for tests: a tiny file system in memory, which Linux lets root mount. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';

export interface SmallDisk {
  readonly folder: string;
  /** Fills it to the last byte. */
  fill(): void;
  /** Makes room again. */
  empty(): void;
  setReadOnly(on: boolean): void;
}

/** The disk; skips the test with the reason where none can be mounted. */
export function smallDisk(context: TestContext): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'tensor-drills-disk-'));
  const mounted = run('mount', '-t', 'tmpfs', '-o', 'size=64k,mode=777', 'tmpfs', folder);
  onTestFinished(() => {
    if (mounted) run('umount', '-l', folder);
    rmSync(folder, { recursive: true, force: true });
  });
  if (!mounted) context.skip('a full and a read-only disk need a file system of their own (root)');
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => {
      // Halving, so that the last write that fits fills the last byte.
      for (let size = 1 << 16; size >= 1; size /= 2) {
        try {
          writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // Full for this size; a smaller one may fit.
        }
      }
    },
    empty: () => rmSync(filler, { force: true }),
    setReadOnly: (on) => {
      if (!run('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, folder))
        throw new Error('not remounted');
    },
  };
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0;
}
