/** A program with a mistake, for tests and benches that need one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMistakeEdits } from '../content/mistake-edits.ts';
import { PackFiles } from '../content/pack-files.ts';
import { ROOT } from './places.ts';

/** The text of the drill's program of that name, whether it is stored as an edit or whole. */
export function mistakeProgram(drill: string, name: string): string {
  const folder = join(ROOT, 'drills/coding', drill);
  const edit = readMistakeEdits(new PackFiles(folder), '').edits.find((one) => one.name === name);
  return edit?.program ?? readFileSync(join(folder, 'mistakes', `${name}.py`), 'utf8');
}
