/** Drills by id from the built-in content, or by folder from a pack of the user's own. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Catalogue, Mistake } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import { within } from '../../core/within.ts';
import type { ReadPack } from '../library.ts';
import type { Titles } from './result.ts';

export interface KnownDrill {
  readonly id: string;
  readonly folder: string;
  readonly titles: Titles;
}

export async function knownDrill(
  name: string,
  catalogue: Catalogue,
  readPack: ReadPack,
): Promise<KnownDrill> {
  const index = await catalogue.index();
  if (index.drills.some(({ id }) => id === name)) {
    const { mistakes } = await catalogue.drill(name);
    return { id: name, folder: catalogue.folder(name), titles: byId(mistakes) };
  }
  if (!existsSync(join(name, 'grade.py')) || !statSync(name).isDirectory()) {
    const ids = index.drills.map(({ id }) => id).join(', ');
    throw new UserError(
      `There is no drill "${name}". There are: ${ids}; or give a drill's folder.`,
    );
  }
  const folder = resolve(name);
  const id = basename(folder);
  const pack = await readPack(dirname(dirname(folder)));
  const problem = pack.problems.find(({ file }) => within(file, folder));
  if (problem) {
    throw new UserError(`${problem.file}:${problem.line}:${problem.column} ${problem.message}`);
  }
  // Without a drill.yaml it can be checked all the same; its mistakes have no words.
  const drill = pack.drills.find((one) => one.drill.id === id)?.drill;
  return { id, folder, titles: byId(drill?.mistakes ?? []) };
}

export function byId(mistakes: readonly Mistake[]): Titles {
  return new Map(mistakes.map((one) => [one.id, one]));
}
