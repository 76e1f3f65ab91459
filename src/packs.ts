/** Packs are read by the compiler of the content, which is large: it is loaded when the first one is there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackCompiler } from './content/pack.ts';
import type { MistakeSource } from './content/schema.ts';
import { partOf } from './core/pack.ts';
import type { ReadMistakeEdits } from './core/ports.ts';
import type { PackWork } from './node/background/tasks.ts';
import type { ReadPack } from './node/library.ts';

/** `root` is the extension's folder, where our build left the mistakes that every drill can be told. */
export function packReader(root: string): ReadPack {
  return async (folder, drills) => {
    const { readPack } = await import('./content/pack.ts');
    return readPack(folder, await commonMistakes(root), drills);
  };
}

/** The same piece by piece, for a thread. Nothing is kept between tasks, because files change. */
export function packWork(root: string): PackWork {
  const compiler = async (folder: string): Promise<PackCompiler> => {
    const { PackCompiler: Compiler } = await import('./content/pack.ts');
    return new Compiler(folder, await commonMistakes(root));
  };
  return {
    'list-pack': async ({ folder, touched }) => {
      const { listUnits } = await import('./content/pack-units.ts');
      return listUnits(folder, touched);
    },
    'parts-of-pack': async ({ folder, units }) => {
      const made = await compiler(folder);
      return units.map((id) => partOf(id, made.compile(id)));
    },
    'units-of-pack': async ({ folder, units }) => {
      const made = await compiler(folder);
      return units.map((id) => made.compile(id));
    },
  };
}

async function commonMistakes(root: string): Promise<readonly MistakeSource[]> {
  const file = join(root, 'dist/content/common-mistakes.json');
  return JSON.parse(await readFile(file, 'utf8')) as readonly MistakeSource[];
}

/** Loads the compiler as late as above. */
export const readMistakeEdits: ReadMistakeEdits = async (drillFolder, unsaved) => {
  const [edits, { PackFiles }] = await Promise.all([
    import('./content/mistake-edits.ts'),
    import('./content/pack-files.ts'),
  ]);
  return edits.readMistakeEdits(new PackFiles(drillFolder), '', undefined, unsaved);
};
