/** What is installed from the package holds all that a check needs to name mistakes. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../src/dev/places.ts';
import { needed } from './fixtures.ts';

/** Prints the drills whose frozen.json fits what is there. */
const FITTING = `
from pathlib import Path
from grader import frozen
for drill in sorted(Path("drills/coding").iterdir()):
    if frozen.load(drill) is not None:
        print(drill.name)
`;

test('what a broken program shows when it is used can be shown as it is packaged', () => {
  const extensions = needed('TENSOR_DRILLS_EXTENSIONS');
  const [ours = ''] = readdirSync(extensions).filter((name) => name.startsWith('tensor-drills.'));
  const symptomsIn = (root: string): readonly string[] =>
    readdirSync(join(root, 'drills/coding'), { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .filter(({ name }) => existsSync(join(root, 'drills/coding', name, 'symptom.py')))
      .map(({ name }) => name)
      .sort();
  expect(symptomsIn(ROOT)).toContain('training-loop');
  expect(symptomsIn(join(extensions, ours))).toEqual(symptomsIn(ROOT));
});

test('every question that is proven is proven as it is packaged', () => {
  const extensions = needed('TENSOR_DRILLS_EXTENSIONS');
  const [ours = ''] = readdirSync(extensions).filter((name) => name.startsWith('tensor-drills.'));
  const fittingIn = (root: string, grader: string): readonly string[] =>
    execFileSync(needed('TENSOR_DRILLS_PYTHON'), ['-c', FITTING], {
      cwd: root,
      env: { ...process.env, PYTHONPATH: join(root, grader), PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    })
      .trim()
      .split('\n');
  const here = fittingIn(ROOT, 'src');
  expect(here).toContain('multi-head-attention');
  expect(fittingIn(join(extensions, ours), 'dist')).toEqual(here);
});
