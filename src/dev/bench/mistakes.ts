/** Programs with mistakes as files, for benches of many files. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readMistakeEdits } from '../../content/mistake-edits.ts';
import { PackFiles } from '../../content/pack-files.ts';
import { MISTAKE_EDITS } from '../../core/edits/mistake-edit.ts';
import { writeEdits } from '../../node/proof/edited-programs.ts';
import { ROOT } from '../places.ts';

/**
 * All of a drill's mistakes; those that are stored as edits are written into `folder`. Programs that hang on purpose are left out: they would
 * measure the deadline.
 */
export function mistakePrograms(drill: string, folder: string): readonly string[] {
  const own = join(ROOT, 'drills/coding', drill);
  const whole = join(own, 'mistakes');
  const names = existsSync(whole) ? readdirSync(whole).filter((name) => name.endsWith('.py')) : [];
  const edits = existsSync(join(own, MISTAKE_EDITS))
    ? readMistakeEdits(new PackFiles(own), '').edits
    : [];
  return [
    ...names.filter((name) => !name.startsWith('times-out')).map((name) => join(whole, name)),
    ...writeEdits(
      folder,
      edits.filter(({ mistakes }) => !mistakes.includes('times-out')),
    ).map(({ path }) => path),
  ];
}
