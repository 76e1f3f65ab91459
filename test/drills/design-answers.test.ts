/** The review of designs and the model answers prove each other: they contain everything that it looks for. */
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readPack } from '../../src/content/pack.ts';
import { reviewDesign } from '../../src/core/design-review.ts';

const { orals } = readPack(resolve(import.meta.dirname, '../../drills'));
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
