import * as v from 'valibot';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { proofTotals, unittestTotals } from '../../src/dev/suites/grader.ts';
import { judged, withReport } from '../../src/dev/suites/program.ts';
import { add, NONE, totalsIn, totalsText } from '../../src/dev/suites/suite.ts';

const ended = (code: number) => ({ kind: 'finished', code, stdout: '', stderr: '' }) as const;
const some = { ...NONE, passed: 3 };

describe('totals', () => {
  it('are read from the last line that has them', () => {
    expect(totalsIn('1 passed, 2 failed\nmore\n4 passed, 0 failed, 1 skipped\n')).toEqual({
      ...NONE,
      passed: 4,
      skipped: 1,
    });
    expect(totalsIn('all passed')).toBeNull();
  });

  it('are read from unittest', () => {
    expect(unittestTotals('...\nRan 5 tests in 0.1s\n\nOK (skipped=1)\n')).toMatchObject({
      passed: 4,
      failed: 0,
      skipped: 1,
    });
    const text = 'Ran 9 tests in 1s\n\nFAILED (failures=1, errors=2, unexpected successes=1)';
    expect(unittestTotals(text)).toMatchObject({ passed: 5, failed: 4 });
    expect(unittestTotals('ImportError: no module')).toBeNull();
  });

  it('are read from a proof, whose last sentence counts what holds and what does not', () => {
    expect(proofTotals('✗ a/b.py should pass\n7 proven, 1 not\n')).toMatchObject({
      passed: 7,
      failed: 1,
    });
    expect(proofTotals('The pack has no drill x.')).toBeNull();
  });

  it('add up, and are written as they are read', () => {
    const sum = add({ ...some, remarks: ['a'] }, { ...some, failed: 1, remarks: ['b'] });
    expect(sum).toEqual({ passed: 6, failed: 1, skipped: 0, remarks: ['a', 'b'] });
    expect(totalsIn(totalsText(sum))).toEqual({ ...sum, remarks: [] });
  });
});

describe('a verdict on a suite', () => {
  it('believes the totals of one that ended well', () => {
    expect(judged(ended(0), some)).toBe(some);
  });

  it('counts a failure for one that ended badly without naming a test', () => {
    expect(judged(ended(1), some)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('is that it could not run when there are no totals', () => {
    expect(() => judged(ended(0), null)).toThrow('without totals');
    expect(() => judged({ kind: 'cannot-start', reason: 'ENOENT' }, some)).toThrow('ENOENT');
  });
});

describe('a report', () => {
  const schema = v.object({ passed: v.number() });

  it('is read with its schema', async () => {
    const { report } = await withReport(schema, (file) => {
      writeFileSync(file, '{"passed": 2}');
      return Promise.resolve(ended(0));
    });
    expect(report).toEqual({ passed: 2 });
  });

  it.each(['', '{"passed": "2"}'])('that is damaged (%j) is none', async (text) => {
    const { report } = await withReport(schema, (file) => {
      writeFileSync(file, text);
      return Promise.resolve(ended(0));
    });
    expect(report).toBeNull();
  });
});
