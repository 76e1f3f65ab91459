import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isRightDiagnosis,
  ordered,
  shuffled,
  type Option,
} from '../../../src/core/clinics/case.ts';
import { Ledger } from '../../../src/core/ledger.ts';
import { reviewOf } from '../../../src/core/schedule/review.ts';
import { pack } from '../../built-in-pack.ts';
import { stamped } from '../arbitraries.ts';
import type { NewEvent } from '../../../src/core/events.ts';
import type { Html } from '../../../src/core/basics.ts';

const options = ['a', 'b', 'c', 'd', 'e'].map((id): Option => ({
  id,
  say: id as Html,
  verdict: id as Html,
}));
const ids = (all: readonly Option[]): string[] => all.map(({ id }) => id);

describe('the order of hypotheses', () => {
  it('is the user’s; what it does not know comes last, and nothing is lost', () => {
    expect(ids(ordered(options, ['c', 'a', 'gone', 'e']))).toEqual(['c', 'a', 'e', 'b', 'd']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'x')), (order) => {
        expect(ids(ordered(options, order)).sort()).toEqual(ids(options));
      }),
    );
  });

  it('is another for each attempt, and the same again for the same', () => {
    const orders = new Set<string>();
    const first = new Map<string, number>();
    for (let i = 0; i < 500; i += 1) {
      const mixed = ids(shuffled(options, `attempt-${i}`));
      expect(mixed).toEqual(ids(shuffled(options, `attempt-${i}`)));
      expect(mixed.toSorted()).toEqual(ids(options));
      orders.add(mixed.join());
      first.set(mixed[0] ?? '', (first.get(mixed[0] ?? '') ?? 0) + 1);
    }
    expect(orders.size).toBeGreaterThan(90);
    for (const times of first.values()) expect(times).toBeGreaterThan(60);
  });
});

describe('an attempt at a run', () => {
  const base = { attempt: 'x', session: 's' };
  const id = 'clinic/nan-loss';
  const begun: NewEvent = {
    kind: 'attempt-started',
    ...base,
    exerciseId: id,
    file: null,
    phase: 'work',
  };
  const named = (correct: boolean): NewEvent => ({
    kind: 'diagnosed',
    attempt: 'x',
    cause: 'c',
    fix: 'f',
    correct,
  });
  const done: NewEvent = { kind: 'attempt-finished', ...base };
  const fold = (events: readonly NewEvent[]) =>
    new Ledger(events.map((event, i) => stamped(event, i, i * 1000))).attempt('x');

  it('holds what was measured once, the last order, and every diagnosis', () => {
    const attempt = fold([
      begun,
      { kind: 'measurement-asked', attempt: 'x', measurement: 'm' },
      { kind: 'measurement-asked', attempt: 'x', measurement: 'm' },
      { kind: 'hypotheses-ordered', attempt: 'x', order: ['a', 'b'] },
      { kind: 'hypotheses-ordered', attempt: 'x', order: ['b', 'a'] },
      named(false),
      named(true),
      done,
    ]);
    expect(attempt).toMatchObject({ measurements: ['m'], hypotheses: ['b', 'a'] });
    expect(attempt?.diagnoses.map(({ correct }) => correct)).toEqual([false, true]);
  });

  it('comes back sooner the more often one was wrong', () => {
    const summary = pack.clinics.find(({ clinic }) => clinic.id === id)?.summary;
    const ratings = [[true], [false, true], [false, false, true], [false]].map((results) => {
      const attempt = fold([begun, ...results.map(named), done]);
      return attempt && summary ? reviewOf(attempt, summary)?.rating : null;
    });
    expect(ratings).toEqual([4, 3, 2, 1]);
  });

  it('is right when cause and fix are', () => {
    const run = { cause: 'c', fix: 'f' };
    expect(isRightDiagnosis(run, { cause: 'c', fix: 'f' })).toBe(true);
    expect(isRightDiagnosis(run, { cause: 'c', fix: 'g' })).toBe(false);
    expect(isRightDiagnosis(run, { cause: 'd', fix: 'f' })).toBe(false);
  });
});
