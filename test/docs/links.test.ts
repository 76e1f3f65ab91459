/** Links between files of the project lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../src/dev/places.ts';

const files = ['README.md', 'CHANGELOG.md', 'src/grader/README.md', ...mark('docs')];

function mark(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

it.each(files)('those of %s', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const links = [...text.matchAll(/\]\((?!https:|#)([^)#]+)/g)].map(([, path = '']) => path);
  const lost = links.filter((path) => !existsSync(join(ROOT, dirname(file), path)));
  expect(lost).toEqual([]);
});
