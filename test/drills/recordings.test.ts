/** The recorded runs are what their scripts make: some are made again and compared. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, testPython } from '../python.ts';
import { sample } from '../sample.ts';

/** Of the quickest; `python drills/clinics/record --check` makes all of them again. */
const AGAIN = sample(['class-imbalance', 'vanishing-gradients', 'forgotten-eval'], 1);

describe('a run that is recorded again', () => {
  const run = spawnSync(
    testPython(),
    ['-W', 'ignore', join(ROOT, 'drills/clinics/record'), '--check', ...AGAIN],
    { encoding: 'utf8' },
  );
  const lines = run.stdout.trim().split('\n');

  it.each(AGAIN)('%s has its fault, and begins as the stored one', (id) => {
    expect(run.stderr).toBe('');
    const line = lines.find((one) => one.includes(`"${id}"`)) ?? '{}';
    const { broken, difference } = JSON.parse(line) as { broken: string[]; difference: number };
    expect(broken).toEqual([]);
    // Exact with the same torch on the same processor; others round differently.
    expect(difference).toBeLessThan(0.02);
  });
});
