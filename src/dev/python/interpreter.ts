/** Where the developers' commands look for a Python with torch. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import type { Interpreter } from '../../core/ports.ts';
import { probe } from '../../node/python/find.ts';
import { environmentsIn, pythonOf, pythonsOnPath } from '../../node/python/locations.ts';
import { CACHE, ROOT } from '../places.ts';

/** The virtual environment that we make when nobody has a torch. */
export const VENV = join(CACHE, 'python');

/** The system's own, where a newer one stands before it on the PATH. */
export const SYSTEM_PYTHON = '/usr/bin/python3';

/** Where Pythons are looked for, in this order; TENSOR_DRILLS_PYTHON stands alone when it is set. */
function candidates(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const asked = env['TENSOR_DRILLS_PYTHON'];
  if (asked !== undefined && asked !== '') return [asked];
  const ours = [pythonOf(VENV)].filter(existsSync);
  return [...environmentsIn([ROOT]), ...ours, ...pythonsOnPath(env)];
}

/** The first that has a torch which is wanted, or null. */
export async function findTorch(
  wanted: (version: string) => boolean = () => true,
): Promise<Interpreter | null> {
  for (const program of candidates()) {
    const found = await probe(program);
    if ('torch' in found && wanted(found.torch)) return found;
  }
  return null;
}

/** Path of the first Python at all, to make a virtual environment with. */
export async function findPython(): Promise<string> {
  for (const program of candidates()) {
    const found = await probe(program);
    const path = 'torch' in found ? found.path : found.base;
    if (path !== null) return path;
  }
  throw new UserError(
    'No Python 3.9 or newer was found: install one (from python.org or, on Debian, with `sudo apt-get install python3 python3-venv`), or set TENSOR_DRILLS_PYTHON to its path, and run the command again.',
  );
}
