import { appendFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { ResultsFile, tell } from '../../src/testing/results.ts';

describe('results of a test program', () => {
  const file = new ResultsFile();
  afterEach(() => file.read());

  it('are read as they are told, each once', () => {
    tell({ name: 'a', outcome: 'passed', ms: 1 }, file.path);
    expect(file.read()).toEqual([{ name: 'a', outcome: 'passed', ms: 1 }]);
    tell({ name: 'bé\n', outcome: 'failed', ms: 2, detail: 'two\nlines' }, file.path);
    expect(file.read()).toEqual([{ name: 'bé\n', outcome: 'failed', ms: 2, detail: 'two\nlines' }]);
    expect(file.read()).toEqual([]);
  });

  it('wait until their line is whole, wherever it was cut', () => {
    const line = Buffer.from(`${JSON.stringify({ name: 'é', outcome: 'skipped', ms: 0 })}\n`);
    for (const [at] of line.entries()) {
      appendFileSync(file.path, line.subarray(0, at));
      expect(file.read()).toEqual([]);
      appendFileSync(file.path, line.subarray(at));
      expect(file.read()).toHaveLength(1);
    }
  });

  it('that say nothing known are refused', () => {
    appendFileSync(file.path, '{"name": "a", "outcome": "fine", "ms": 1}\n');
    expect(() => file.read()).toThrow(/outcome|passed/);
  });
});
