/** Writes the reference drawing of each architecture from its sketch: `tsx src/dev/boards/references.ts`. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.ts';
import { main } from '../report.ts';
import { draw } from './draw.ts';
import { sceneText } from '../../core/drawing-file.ts';
import { PLAIN } from './style.ts';
import type { Sketch } from './sketch.ts';

const SKETCHES = join(import.meta.dirname, 'sketches');

/** Sketches by the id of their architecture. */
export async function readSketches(): Promise<ReadonlyMap<string, Sketch>> {
  const sketches = new Map<string, Sketch>();
  for (const file of readdirSync(SKETCHES).sort()) {
    const module = (await import(join(SKETCHES, file))) as { readonly default: Sketch };
    sketches.set(file.replace(/\.ts$/, ''), module.default);
  }
  return sketches;
}

if (process.argv[1]?.endsWith('references.ts') === true) {
  await main(async () => {
    for (const [id, sketch] of await readSketches()) {
      const file = join(ROOT, 'drills/whiteboard', id, 'reference.excalidraw');
      writeFileSync(file, sceneText(draw(sketch, PLAIN)));
    }
    return 0;
  });
}
