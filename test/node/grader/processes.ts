/** Looks for what a check may have left behind. */
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, vi } from 'vitest';

/** Processes (Linux) that belong to graders of this test's process. */
export function workerProcesses(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/environ`).includes(`TENSOR_DRILLS_WORKER=${prefix()}`))
    .filter((pid) => !/^State:\s+Z/m.test(read(`/proc/${pid}/status`)));
}

export function tempFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(prefix()));
}

/** Waits, for as long as a killed process may take to go, until only `spares` are left. */
export async function expectNothingLeft(spares = 0): Promise<void> {
  await vi.waitFor(
    () => expect([workerProcesses().length, tempFolders().length]).toEqual([spares, spares]),
    { timeout: 20_000, interval: 30 },
  );
}

function prefix(): string {
  return `tensor-drills-${process.pid}-`;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
