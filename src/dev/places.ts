/** Where things are on a developer's machine. */
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** The top folder of the project. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Everything that is made for development and testing; git ignores it, deleting it is safe. */
export const TOOLS = join(ROOT, '.vscode-test');

/**
 * Everything that is downloaded for development and testing, for all clones of the project; deleting it is safe.
 * TENSOR_DRILLS_CACHE names another folder.
 */
export const CACHE = cacheFolder();

/** The packaged extension. */
export const VSIX = join(TOOLS, 'tensor-drills.vsix');

function cacheFolder(): string {
  const asked = process.env['TENSOR_DRILLS_CACHE'];
  if (asked !== undefined && asked !== '') return resolve(asked);
  return envPaths('tensor-drills', { suffix: '' }).cache;
}
