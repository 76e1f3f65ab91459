/** The ids of the coding drills. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../dev/places.ts';

export function codingDrills(): readonly string[] {
  const folder = join(ROOT, 'drills', 'coding');
  return readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, 'grade.py')))
    .sort();
}
