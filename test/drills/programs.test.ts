import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstLineToWrite } from '../../src/core/drill-file.ts';
import { CODING, testPython } from '../python.ts';
import { BY_DRILL } from './mistake-ids.ts';

interface Ran {
  readonly path: string;
  readonly error: string | null;
  readonly output: string;
}

/** What stands for the shape where the result has none worth printing: a history, or losses. */
const PRINTS: Readonly<Record<string, RegExp>> = {
  'training-loop': /train_loss.*val_loss/,
  'gradient-accumulation': /\[\d+\.\d+(, \d+\.\d+)+\]/,
  'adamw': /loss \d+\.\d+/,
  'cross-entropy': /torch\.Size\(\[\]\)/,
  'byte-pair-encoding': /tokens: \[\d+(, \d+)+\]/,
  'dpo-loss': /torch\.Size\(\[2\]\)/,
  'grpo-loss': /torch\.Size\(\[6\]\)/,
  'autograd-engine': /^\d+\.\d+ \d+\.\d+\n/,
  'beam-search': /torch\.Size\(\[\d\]\)/,
  'contrastive-loss': /torch\.Size\(\[\]\)/,
  'gradient-clipping': /before \d+\.\d+\nafter 1\.0/,
  'learning-rate-schedule': /\[0\.0, 0\.5, 1\.0, /,
  'non-maximum-suppression': /torch\.Size\(\[2\]\)/,
  'speculative-decoding': /torch\.Size\(\[3\]\)/,
  'mlp-backward': /W1 \(\d+, \d+\)/,
};

const drills = Object.keys(BY_DRILL);
const files = drills.flatMap((id) => [join(CODING, id, 'starter.py'), join(CODING, id, 'solution.py')]);
const script = join(import.meta.dirname, 'run_programs.py');
const python = spawnSync(testPython(), ['-B', '-W', 'ignore', script, ...files], {
  encoding: 'utf8',
  env: { ...process.env, OMP_NUM_THREADS: '1' },
});
const ran = python.stdout
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Ran);

describe.each(drills)('%s', (drill) => {
  const end = (name: string) => ran.find(({ path }) => path === join(CODING, drill, name));

  it('has a starter that parses and says honestly that it is not written yet', () => {
    expect(end('starter.py')).toMatchObject({ error: 'NotImplementedError' });
    const text = readFileSync(join(CODING, drill, 'starter.py'), 'utf8');
    expect(text.split('\n')[firstLineToWrite(text)]).toMatch(/^\s+raise NotImplementedError/);
    expect(text).toMatch(/\n {4,}print\(.*\)[^\n]*\s*$/);
  });

  it('has a solution that runs and prints what came out', () => {
    const solution = end('solution.py');
    expect(solution).toMatchObject({ error: null });
    expect(solution?.output).toMatch(PRINTS[drill] ?? /torch\.Size\(\[\d+(, \d+)+\]\)/);
  });
});
