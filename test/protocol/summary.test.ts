import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LIMIT, NO_SUMMARY, type Summary } from '../../src/core/summary.ts';
import { readSummary, writeSummary } from '../../src/protocol/summary.ts';

const ID = '01JDJ0000000000000000000AB';
const summary: Summary = {
  checklist: {
    reset: ID,
    ticks: new Map([
      ['bert-gpt', { on: true, id: ID }],
      ['lora', { on: false, id: ID }],
    ]),
    passes: new Map([['gan', ID]]),
  },
  reviews: new Map([
    [
      'deep-dive/kv-cache',
      [
        { at: 1_795_000_000_123, rating: 4 },
        { at: 1_794_000_000_000, rating: null },
      ],
    ],
  ]),
};

it('is read as it was written, through JSON', () => {
  const written: unknown = JSON.parse(JSON.stringify(writeSummary(summary)));
  expect(readSummary(written)).toEqual(summary);
  expect(readSummary(undefined)).toEqual(NO_SUMMARY);
});

it('is a few kilobytes for everything that is built in, and some twenty at most', () => {
  const size = (exercises: number): number => {
    const looks = [1, 2, 3, 4, 5].map((i) => ({ at: 1_795_000_000_123 - i, rating: 3 as const }));
    const named = (i: number): string => `rapid-fire/a-rather-long-name-${i}`;
    const all = Array.from({ length: exercises }, (_, i) => named(i));
    return JSON.stringify(
      writeSummary({
        checklist: summary.checklist,
        reviews: new Map(all.map((id) => [id, looks])),
      }),
    ).length;
  };
  expect(size(100)).toBeLessThan(10_000);
  expect(size(LIMIT.exercises)).toBeLessThan(20_000);
});

it('of a newer version is left alone, and of nobody is empty', () => {
  expect(readSummary({ v: 2, anything: [] })).toBeNull();
  expect(readSummary({ reset: ID })).toEqual(NO_SUMMARY);
});

it('gives what can be read of anything', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (ticks, passes, reviews) => {
      const read = readSummary({ v: 1, reset: ticks, ticks, passes, reviews });
      if (!read) throw new Error('not newer');
      expect(readSummary(writeSummary(read))).toEqual(read);
    }),
  );
  const bad = { a: '+no id', b: 7, c: `+${ID}`, d: ID };
  const read = readSummary({ v: 1, ticks: bad, passes: bad, reviews: { a: 'x y 19', b: '' } });
  expect([...(read?.checklist.ticks ?? [])]).toEqual([['c', { on: true, id: ID }]]);
  expect([...(read?.checklist.passes ?? [])]).toEqual([['d', ID]]);
  expect([...(read?.reviews ?? [])]).toEqual([]);
});
