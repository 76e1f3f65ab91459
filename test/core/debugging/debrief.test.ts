import { describe, expect, it } from 'vitest';
import type { Repaired } from '../../../src/core/attempt.ts';
import { debugDebrief } from '../../../src/core/debugging/debrief.ts';
import { nextHint } from '../../../src/core/debugging/hints.ts';
import type { BrokenProgram } from '../../../src/core/debugging/program.ts';
import { goneAfter, outcomes, planted, weightOf } from '../../../src/core/debugging/record.ts';

const PROGRAM: BrokenProgram = {
  ...{ drill: 'softmax', seed: 1, of: 'correct/x.py', base: 'a\nb\nc\nd\n' },
  report: { says: [], curves: {}, figures: {} },
  planted: [
    { flag: 'first.x', mistake: 'first' },
    { flag: 'second', mistake: 'second' },
  ],
  programs: [
    { flags: ['first.x'], text: 'A\nb\nc\nd\n' },
    { flags: ['second'], text: 'a\nb\nC\nd\n' },
    { flags: ['first.x', 'second'], text: 'A\nb\nC\nd\n' },
  ],
};

const check = (ms: number, left: readonly string[], certain = true): Repaired => ({
  ...{ at: ms, ms, left: [...left], certain, passed: certain && left.length === 0 },
  broken: certain ? [] : ['other'],
});
const both = ['first.x', 'second'];

describe('when a mistake went away', () => {
  it('is the first check from which on it was gone for good', () => {
    const repairs = [check(1, both), check(2, ['second']), check(3, both), check(4, ['second'])];
    expect([goneAfter(repairs, 'first'), goneAfter(repairs, 'second')]).toEqual([4, null]);
  });

  it('is not a check in which something newly broken may hide it', () => {
    const repairs = [check(1, both), check(2, [], false)];
    expect(goneAfter(repairs, 'first')).toBeNull();
    expect(goneAfter([...repairs, check(3, [])], 'first')).toBe(3);
  });

  it('is never where nothing was checked', () => {
    expect(goneAfter([], 'first')).toBeNull();
  });
});

describe('the debrief', () => {
  const facts = debugDebrief(
    PROGRAM,
    {
      repairs: [check(60_000, both), check(120_000, ['second'])],
      suspected: new Set([1, 2]),
      hints: new Set([3, 4]),
    },
    'a\nb\nC\nd\nnew\n',
  );

  it('says what was found, when, suspected and with which hints', () => {
    expect(facts.mistakes).toMatchObject([
      {
        mistake: 'first',
        found: true,
        goneAfterMs: 120_000,
        suspected: true,
        hints: 0,
        lines: [1],
      },
      {
        mistake: 'second',
        found: false,
        goneAfterMs: null,
        suspected: false,
        hints: 2,
        lines: [3],
      },
    ]);
    expect(facts.mistakes[1]?.repair.map((line) => line && `${line.kind} ${line.text}`)).toEqual([
      ...['keep A', 'keep b', 'remove C', 'add c', 'keep d'],
    ]);
  });

  it('says which suspicions were wrong, and how many lines were changed and needed', () => {
    expect([facts.rightSuspicions, facts.wrongSuspicions]).toEqual([[1], [2]]);
    expect([facts.changed, facts.needed]).toEqual([2, 2]);
  });
});

it('hints are about what is left, step by step', () => {
  expect(nextHint(PROGRAM, both, new Set())).toBe(0);
  expect(nextHint(PROGRAM, ['second'], new Set([0]))).toBe(3);
  expect(nextHint(PROGRAM, ['second'], new Set([3, 4, 5]))).toBeNull();
});

describe('what earlier programs say', () => {
  const attempt = (left: readonly string[]) => ({
    broken: { seed: 1, key: '', mistakes: ['first', 'second'] },
    repairs: [check(1, left)],
  });

  it('is counted for each mistake', () => {
    expect(outcomes(attempt(['second']))).toEqual([
      { mistake: 'first', found: true },
      { mistake: 'second', found: false },
    ]);
    const two = [attempt(['second']), attempt([])];
    expect([planted(two, 'second'), planted(two, 'third')]).toEqual([
      { planted: 2, missed: 1 },
      { planted: 0, missed: 0 },
    ]);
  });

  it('makes what was missed or made in code come more often, and what was found less', () => {
    const before = [attempt(['second'])];
    const weights = ['first', 'second', 'third'].map((id) => weightOf(before, false, id));
    expect(weights[1]).toBeGreaterThan(weights[2] ?? 0);
    expect(weights[0]).toBeLessThan(weights[2] ?? 0);
    expect(weightOf([], true, 'third')).toBe(weights[1]);
  });
});
