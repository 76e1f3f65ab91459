/** Packs are read by the compiler of the content, which is large: it is loaded when the first one is there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MistakeSource } from './content/schema.ts';
import type { ReadMistakeEdits } from './core/ports.ts';
import type { ReadPack } from './node/library.ts';

/** `root` is the extension's folder, where our build left the mistakes that every drill can be told. */
export function packReader(root: string): ReadPack {
  return async (folder) => {
    const { readPack } = await import('./content/pack.ts');
    const common = await readFile(join(root, 'dist/content/common-mistakes.json'), 'utf8');
    return readPack(folder, JSON.parse(common) as readonly MistakeSource[]);
  };
}

/** Loads the compiler as late as above. */
export const readMistakeEdits: ReadMistakeEdits = async (drillFolder, unsaved) => {
  const [edits, { PackFiles }] = await Promise.all([
    import('./content/mistake-edits.ts'),
    import('./content/pack-files.ts'),
  ]);
  return edits.readMistakeEdits(new PackFiles(drillFolder), '', undefined, unsaved);
};
