/** The test files in a folder of the project. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../dev/places.ts';

/** From the project's folder, with slashes. */
export function testFiles(
  folder: string,
  name: RegExp,
  except: readonly string[] = [],
): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => name.test(path) && !except.some((other) => path.startsWith(`${other}/`)))
    .sort();
}
