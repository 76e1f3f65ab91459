/** Waits until checks have left nothing behind. */
import { expect, vi } from 'vitest';
import { HANGS_MS } from '../../limits.ts';
import { tempFolders, workerProcesses } from '../../leftovers.ts';

export { tempFolders, workerProcesses };

/** Waits, for as long as a killed process may take to go, until only `spares` are left. */
export async function expectNothingLeft(spares = 0): Promise<void> {
  await vi.waitFor(
    () => expect([workerProcesses().length, tempFolders().length]).toEqual([spares, spares]),
    { timeout: HANGS_MS, interval: 100 },
  );
}
