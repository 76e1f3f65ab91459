import { describe, expect, it } from 'vitest';
import { countLeft, type JudgedRepair } from '../../../src/core/debugging/count.ts';

const PLANTED = [
  { flag: 'scale-missing.fused', mistake: 'scale-missing' },
  { flag: 'mask-ignored', mistake: 'mask-ignored' },
];

function verdict(
  named: readonly string[],
  failed: readonly { readonly mistake: string | null; readonly message?: string }[] = named.map(
    (mistake) => ({ mistake }),
  ),
): JudgedRepair {
  return {
    passed: failed.length === 0,
    mistakes: named.map((id) => ({ id, line: 3, message: `says ${id}` })),
    checks: failed.map(({ mistake, message = null }) => {
      return { status: 'failed', title: 'It works', message, line: 4, mistake };
    }),
  };
}

describe('what is left', () => {
  it('are the planted mistakes that a check names', () => {
    expect(countLeft(verdict(['mask-ignored', 'scale-missing']), PLANTED)).toMatchObject({
      ...{ left: ['scale-missing.fused', 'mask-ignored'], certain: true, broken: [] },
      passed: false,
    });
    expect(countLeft(verdict([]), PLANTED)).toMatchObject({
      left: [],
      passed: true,
      certain: true,
    });
  });

  it('is not certain beside something newly broken, which is told in its own words', () => {
    const { left, certain, broken } = countLeft(verdict(['mask-ignored', 'loss-summed']), PLANTED);
    expect([left, certain]).toEqual([['mask-ignored'], false]);
    expect(broken).toEqual([{ mistake: 'loss-summed', message: 'says loss-summed', line: 3 }]);
  });

  it('is hidden by what has no name, and by an exception where nothing planted is named', () => {
    const unnamed = verdict([], [{ mistake: null, message: 'It differs.' }]);
    expect(countLeft(unnamed, PLANTED).broken).toEqual([
      { mistake: null, message: 'It differs.', line: 4 },
    ]);
    expect(countLeft(verdict(['raises']), PLANTED)).toMatchObject({ left: [], certain: false });
  });

  it('explains an exception or a wrong shape by itself', () => {
    const both = verdict(['scale-missing', 'raises']);
    expect(countLeft(both, PLANTED)).toMatchObject({ certain: true, broken: [] });
  });

  it('is not concerned by a note', () => {
    const noted = { ...verdict(['dtype-changed'], []), passed: true };
    expect(countLeft(noted, PLANTED)).toMatchObject({ passed: true, certain: true, broken: [] });
  });
});
