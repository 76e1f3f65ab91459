/** Drills by id from the built-in content, or by folder from a pack of the user's own. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Catalogue } from '../core/content.ts';
import { UserError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { isInsideFolder } from '../core/inside-folder.ts';
import type { ReadPack } from '../node/library.ts';
import { type Titles, byId } from '../node/grading/result.ts';

export interface KnownDrill {
  readonly id: string;
  readonly folder: string;
  readonly titles: Titles;
  /** Ids of the mistakes that it describes itself. */
  readonly own: readonly string[];
}

export async function knownDrill(
  name: string,
  catalogue: Catalogue,
  readPack: ReadPack,
): Promise<KnownDrill> {
  const { id, folder, isBuiltIn } = await drillFolder(name, catalogue);
  if (isBuiltIn) {
    const { mistakes, ownMistakes: own } = await catalogue.drill(id);
    return { id, folder, titles: byId(mistakes), own };
  }
  const pack = await readPack(dirname(dirname(folder)), [id]);
  const drill = pack.drills.find((one) => one.drill.id === id)?.drill;
  const problem = pack.problems.find(({ file }) => isInsideFolder(file, folder));
  // What is wrong with its mistakes.yaml does not concern a check.
  if (problem && drill === undefined) {
    throw new UserError(`${problem.file}:${problem.line}:${problem.column} ${problem.message}`);
  }
  // Without a drill.yaml it can be checked all the same; its mistakes have no words.
  return { id, folder, titles: byId(drill?.mistakes ?? []), own: drill?.ownMistakes ?? [] };
}

/** Whether it names a drill: the id of a built-in one, or a folder that can grade. */
export async function isDrill(name: string, catalogue: Catalogue): Promise<boolean> {
  const { drills } = await catalogue.index();
  return drills.some(({ id }) => id === name) || existsSync(join(name, 'grade.py'));
}

/** Throws a UserError when `name` is neither the id of a drill nor the folder of one. */
export async function drillFolder(
  name: string,
  catalogue: Catalogue,
): Promise<{ readonly id: string; readonly folder: string; readonly isBuiltIn: boolean }> {
  const { drills } = await catalogue.index();
  if (drills.some(({ id }) => id === name)) {
    return { id: name, folder: await catalogue.folder(name), isBuiltIn: true };
  }
  if (!existsSync(join(name, 'grade.py')) || !statSync(name).isDirectory()) {
    const ids = drills.map(({ id }) => id);
    const meant = nearest(name, ids);
    throw new UserError(
      `There is no drill "${name}". ${meant === null ? '' : `Did you mean ${meant}? `}Available: ${ids.join(', ')}. You can also give a drill's folder.`,
    );
  }
  const folder = resolve(name);
  return { id: basename(folder), folder, isBuiltIn: false };
}
