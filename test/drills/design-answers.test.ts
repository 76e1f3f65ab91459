/** The review of designs and the model answers prove each other: they contain everything that it looks for. */
import { expect, it } from 'vitest';
import { reviewDesign } from '../../src/review/design/review.ts';
import { pack } from '../built-in-pack.ts';

const { orals } = pack;
const designs = orals.filter(({ oral }) => oral.kind === 'system-design');

it.each(designs.map((one) => [one.oral.id, one.answer ?? '']))(
  'the model answer of %s lacks nothing',
  (_, answer) => {
    expect(reviewDesign(answer).map(({ id }) => id)).toEqual([]);
  },
);

it('is there for every design task', () => {
  expect(designs.filter(({ answer }) => answer === null)).toEqual([]);
});
