/** What is graded together is read before any of it runs: no program can then change, or look at, another one. */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CheckRequest } from '../../core/ports.ts';

/** No program that a person writes is this large; a larger one is read when it is its turn. */
const LARGEST = 16 << 20;

export type Snapshot = Pick<CheckRequest, 'data' | 'beside'>;

/** By path. A program may read the files beside it unless another program lies there. */
export function snapshotsOf(paths: readonly string[]): ReadonlyMap<string, Snapshot> {
  const programs = new Map<string, number>();
  for (const path of paths) {
    const folder = dirname(path);
    programs.set(folder, (programs.get(folder) ?? 0) + 1);
  }
  return new Map(
    paths.map((path) => {
      const beside = programs.get(dirname(path)) === 1 ? [dirname(path)] : [];
      const data = contentsOf(path);
      return [path, data === null ? { beside } : { beside, data }];
    }),
  );
}

/** Null where the grader is to say why it cannot be read. */
function contentsOf(path: string): Uint8Array | null {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= LARGEST ? readFileSync(path) : null;
  } catch {
    return null;
  }
}
