/** Where things are on a developer's machine. */
import { join, resolve } from 'node:path';

/** The top folder of the project. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Everything that is downloaded or made for development and testing; git ignores it, deleting it is safe. */
export const TOOLS = join(ROOT, '.vscode-test');

/** The packaged extension. */
export const VSIX = join(TOOLS, 'tensor-drills.vsix');
