/** What checks may have left behind on this machine (Linux). */
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Processes (Linux) that belong to graders of this test's process, or of another. */
export function workerProcesses(owner = process.pid): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/environ`).includes(`TENSOR_DRILLS_WORKER=${prefix(owner)}`))
    .filter((pid) => !/^State:\s+Z/m.test(read(`/proc/${pid}/status`)));
}

export function tempFolders(owner = process.pid): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(prefix(owner)));
}

function prefix(owner: number): string {
  return `tensor-drills-${owner}-`;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
