import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidates,
  mostMistakes,
  plantable,
  seedFor,
} from '../../../src/core/debugging/choose.ts';
import { handedOut, without } from '../../../src/core/debugging/program.ts';
import { Random } from '../../../src/core/random.ts';
import { EDITS, OWN } from './programs.ts';

const fitting = plantable(EDITS, { own: OWN, notes: ['note'] });
const draw = (mistakes: number, seed: number) => candidates(fitting, OWN, { mistakes, seed });

describe('what can be planted', () => {
  it('is a mistake of the drill that fails it, in another style than the solution’s', () => {
    expect(fitting.map(({ name }) => name)).toEqual([
      'first.one',
      'first.other',
      'second.one',
      'third.one',
      'fourth.one',
      'first.two',
    ]);
    expect(mostMistakes(fitting)).toBe(4);
  });

  it('is an edit of the solution where there is no other', () => {
    const only = EDITS.filter(({ base }) => base.name === 'solution.py');
    expect(plantable(only, { own: OWN, notes: [] })).toEqual(only);
    expect([mostMistakes(only), mostMistakes([])]).toEqual([2, 0]);
  });
});

describe('candidates', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(draw(2, 7)).toEqual(draw(2, 7));
    const orders = new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(draw(1, seed))));
    expect(orders.size).toBeGreaterThan(1);
  });

  it('have so many different mistakes of one program, each with its own text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(), (mistakes, seed) => {
        for (const one of draw(mistakes, seed)) {
          expect(new Set(one.planted.map(({ mistake }) => mistake)).size).toBe(mistakes);
          expect(one.programs).toHaveLength(2 ** mistakes - 1);
          expect(new Set([one.base, ...one.programs.map(({ text }) => text)]).size).toBe(
            2 ** mistakes,
          );
          for (const { flag } of one.planted) {
            expect(without(one, flag)).not.toBe(handedOut(one));
          }
        }
      }),
    );
  });

  it('never break the solution, nor combine edits of the same lines', () => {
    const all = [1, 2, 3, 4].flatMap((mistakes) => draw(mistakes, 3));
    expect(all.some(({ of }) => of === 'solution.py')).toBe(false);
    // Both change the second variable.
    const both = all.filter(({ planted }) =>
      ['first.other', 'second.one'].every((name) => planted.some(({ flag }) => flag === name)),
    );
    expect(both).toEqual([]);
  });

  it('of five mistakes there are none', () => {
    expect(draw(5, 1)).toEqual([]);
  });
});

it('a seed is taken whose program has what weighs most', () => {
  const weight = (id: string): number => (id === 'fourth' ? 50 : 1);
  const firsts = Array.from({ length: 200 }, (_, at) => {
    const seed = seedFor(fitting, OWN, 1, weight, new Random(at));
    return draw(1, seed)[0]?.planted[0]?.mistake;
  });
  expect(firsts.filter((one) => one === 'fourth').length).toBeGreaterThan(100);
});
