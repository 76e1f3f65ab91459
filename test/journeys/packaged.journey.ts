/** What is installed from the package holds all that a check needs to name mistakes. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../src/dev/places.ts';
import { BuiltInCatalogue } from '../../src/node/catalogue.ts';
import { needed } from './fixtures.ts';

/** Prints those of the drills named whose frozen.json fits what is there. */
const FITTING = `
import sys
from pathlib import Path
from grader import frozen
for drill in sorted(map(Path, sys.argv[1:])):
    if frozen.load(drill) is not None:
        print(drill.name)
`;

let storage = '';
test.beforeAll(() => {
  storage = mkdtempSync(join(tmpdir(), 'tensor-drills-packaged-'));
});
test.afterAll(() => rmSync(storage, { recursive: true, force: true }));

function installed(): BuiltInCatalogue {
  const extensions = needed('TENSOR_DRILLS_EXTENSIONS');
  const [ours = ''] = readdirSync(extensions).filter((name) => name.startsWith('tensor-drills.'));
  expect(existsSync(join(extensions, ours, 'drills/coding'))).toBe(false);
  return new BuiltInCatalogue(join(extensions, ours), storage);
}

async function folders(catalogue: BuiltInCatalogue): Promise<readonly string[]> {
  const { drills } = await catalogue.index();
  return Promise.all(drills.map(({ id }) => catalogue.folder(id)));
}

test('what a broken program shows when it is used can be shown as it is packaged', async () => {
  const symptomsIn = (drills: readonly string[]): readonly string[] =>
    drills
      .filter((folder) => existsSync(join(folder, 'symptom.py')))
      .map((folder) => folder.slice(dirname(folder).length + 1))
      .sort();
  const here = symptomsIn(await folders(new BuiltInCatalogue(ROOT, storage)));
  expect(here).toContain('training-loop');
  expect(symptomsIn(await folders(installed()))).toEqual(here);
});

test('every question that is proven is proven as it is packaged', async () => {
  const fittingIn = async (catalogue: BuiltInCatalogue): Promise<readonly string[]> =>
    execFileSync(needed('TENSOR_DRILLS_PYTHON'), ['-c', FITTING, ...(await folders(catalogue))], {
      env: {
        ...process.env,
        PYTHONPATH: await catalogue.packageRoot(),
        PYTHONDONTWRITEBYTECODE: '1',
      },
      encoding: 'utf8',
    })
      .trim()
      .split('\n');
  const here = await fittingIn(new BuiltInCatalogue(ROOT, storage));
  expect(here).toContain('multi-head-attention');
  expect(await fittingIn(installed())).toEqual(here);
  // Code behind walls can read this folder.
  expect(readdirSync(await installed().packageRoot())).toEqual(['grader']);
});
