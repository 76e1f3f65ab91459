/** The lists of the content as it was built, read at once: tests are named after what is in them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { ContentIndex } from '../src/core/content.ts';
import { COMPILED } from '../src/node/catalogue.ts';

/** `root` is the extension's folder. */
export function builtIndex(root: string): Pick<ContentIndex, 'exercises' | 'checklist'> {
  const all = brotliDecompressSync(readFileSync(join(root, COMPILED)));
  const head = all.indexOf('\n');
  const places = JSON.parse(all.toString('utf8', 0, head)) as Record<string, [number, number]>;
  const [start, end] = places['lists/index'] ?? [0, 0];
  return JSON.parse(all.subarray(head + 1).toString('utf8', start, end)) as ContentIndex;
}
