/** Drills by id from the built-in content, or by folder from a pack of the user's own. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Catalogue, Drill, Mistake } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Titles } from './result.ts';

/** The part of a compiled pack that the command line needs; `src/content/pack.ts` makes it. */
export interface Pack {
  readonly drills: readonly { readonly drill: Drill }[];
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
}

/** Loaded only when a pack is read: the compiler is large. */
export type ReadPack = (folder: string) => Promise<Pack>;

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
  const mistakes = pack.drills.find(({ drill }) => drill.id === id)?.drill.mistakes ?? [];
  return { id, folder, titles: await withCommon(mistakes, catalogue) };
}

/** A pack of one's own need not describe what our drills have in common. */
export async function withCommon(
  mistakes: readonly Mistake[],
  catalogue: Catalogue,
): Promise<Titles> {
  const [first] = (await catalogue.index()).drills;
  const ours = first === undefined ? [] : (await catalogue.drill(first.id)).mistakes;
  return byId([...ours, ...mistakes]);
}

function byId(mistakes: readonly Mistake[]): Titles {
  return new Map(mistakes.map((one) => [one.id, one]));
}
