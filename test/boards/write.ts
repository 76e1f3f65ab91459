/** Writes the drawings that are made by script: `tsx test/boards/write.ts`. Those made by mouse stay. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CASES, drawingsOf } from './corpus.ts';

for (const architecture of Object.keys(CASES)) {
  for (const [path, text] of drawingsOf(architecture)) {
    const file = join(import.meta.dirname, architecture, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
