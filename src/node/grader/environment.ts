/** How a grading process is started: whose Python, with what environment, in which folder. */
import { delimiter, join } from 'node:path';
import type { TempFolder } from '../process/temp-folder.ts';
import { plainEnvironment } from '../python/plain-environment.ts';

/** Every process of a check carries it in its environment, so that strays are found. */
export const MARK = 'TENSOR_DRILLS_WORKER';

/** The file in the private folder in which Python notes where it crashed or hangs. */
export const FAULTS = 'faults.txt';

export function markOf(folder: TempFolder): string {
  return `${MARK}=${folder.name}`;
}

export function faultsOf(folder: TempFolder): string {
  return join(folder.path, FAULTS);
}

/** `packageRoot` is the folder that holds the Python package `grader`. */
export function environment(
  packageRoot: string,
  folder: TempFolder,
  base: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const path = base['PYTHONPATH'];
  return {
    ...plainEnvironment(base),
    PYTHONPATH: path ? `${packageRoot}${delimiter}${path}` : packageRoot,
    // One thread: more would be slower at these sizes, and torch cannot fork after using several.
    OMP_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
    TMPDIR: folder.path,
    TEMP: folder.path,
    TMP: folder.path,
    TENSOR_DRILLS_FAULTS: faultsOf(folder),
    [MARK]: folder.name,
  };
}
