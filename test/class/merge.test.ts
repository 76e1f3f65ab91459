import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaps, merged } from '../../src/class/merge.ts';
import { parseShard, shareOf } from '../../src/class/shard.ts';
import {
  formatReport,
  parseReport,
  type ClassReport,
  type Entry,
  type Run,
} from '../../src/protocol/class-report.ts';

const entry: fc.Arbitrary<Entry> = fc.record({
  submission: fc.constantFrom('alice/lstm.py', 'bob/lstm.py', 'ä/=1.py', ''),
  sha256: fc.constantFrom(null, 'aa', 'bb'),
  gradedAt: fc.constantFrom('2026-11-25T10:00:00.000Z', '2026-11-25T11:00:00.000Z'),
  drill: fc.constantFrom('gan', 'lstm-cell'),
  file: fc.constantFrom('a.py', 'b.py'),
  outcome: fc.constantFrom('graded', 'timed-out', 'crashed', 'cannot-start'),
  passed: fc.boolean(),
  checks: fc.constant([]),
  mistakes: fc.constantFrom(
    [],
    [
      {
        id: 'raises',
        severity: 'error' as const,
        title: 'T',
        line: 3,
        message: 'M.',
        why: '',
        fix: '',
      },
    ],
  ),
  output: fc.string(),
  durationMs: fc.nat(),
});
const run: fc.Arbitrary<Run> = fc
  .record({
    drill: fc.constantFrom('gan', 'lstm-cell'),
    grader: fc.constantFrom('v1', 'v2'),
    torch: fc.constant('2.0'),
    python: fc.constant('3.11'),
    timeoutSeconds: fc.constantFrom(5, 2.5),
    memoryMegabytes: fc.constant(1024),
    of: fc.integer({ min: 1, max: 3 }),
    index: fc.nat(),
    submissions: fc.nat(5),
    listing: fc.constantFrom('l1', 'l2'),
  })
  .map(({ of, index, ...rest }) => ({ ...rest, shard: { of, index: 1 + (index % of) } }));
const report: fc.Arbitrary<ClassReport> = fc.record({
  runs: fc.array(run, { maxLength: 3 }),
  results: fc.array(entry, { maxLength: 6 }),
});

describe('merging', () => {
  it('comes out the same in any order, grouping and number of times', () => {
    fc.assert(
      fc.property(report, report, report, (a, b, c) => {
        const all = merged([a, b, c]);
        expect(merged([c, a, b])).toEqual(all);
        expect(merged([merged([a, b]), c])).toEqual(all);
        expect(merged([a, merged([b, c]), b, all])).toEqual(all);
      }),
    );
  });

  it('never lets what could not be graded replace a verdict', () => {
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        const graded: Entry = { ...a, outcome: 'graded' };
        const not: Entry = {
          ...b,
          drill: a.drill,
          submission: a.submission,
          outcome: 'cannot-start',
        };
        const { results } = merged([{ runs: [], results: [graded, not] }]);
        expect(results).toEqual([graded]);
      }),
    );
  });

  it('what is written is read again', () => {
    fc.assert(
      fc.property(report, (one) => {
        expect(parseReport(formatReport(one, {}))).toEqual(one);
      }),
    );
  });

  it.each(['', '{', '[]', '{"v":2,"runs":[],"results":[]}', '{"v":1,"runs":[{}],"results":[]}'])(
    'takes %s for no report',
    (text) => expect(parseReport(text)).toBeNull(),
  );

  it('tells what is not there', () => {
    const [one] = fc.sample(run, 1) as [Run];
    const shard = (index: number, more: Partial<Run> = {}): Run => ({
      ...one,
      drill: 'gan',
      submissions: 0,
      shard: { index, of: 5 },
      ...more,
    });
    const said = (...runs: Run[]) => gaps({ runs, results: [] });
    const all = [1, 2, 3, 4, 5].map((index) => shard(index));
    expect(said(...all)).toEqual([]);
    expect(said(shard(2))).toEqual(['gan: the report for shard 1, 3-5 of 5 is missing.']);
    expect(said(...all.slice(1), shard(1, { listing: 'other' }))).toEqual([
      expect.stringContaining('saw different submissions'),
    ]);
    expect(said(...all.slice(1), shard(1, { grader: 'other' }))).toEqual([
      expect.stringContaining('different versions of Tensor Drills'),
    ]);
    expect(said(...all.slice(1), shard(1, { torch: 'other' }))).toEqual([
      expect.stringContaining('different versions of torch'),
    ]);
    expect(said(...all.map((one) => ({ ...one, submissions: 7 })))).toEqual([
      'gan: 0 of 7 submissions have a result.',
    ]);
  });
});

describe('shards', () => {
  it('are together everything, each once, and of equal size, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (names, of) => {
          const all = names.map((submission) => ({ submission }));
          const shares = Array.from({ length: of }, (_, at) => shareOf(all, { index: at + 1, of }));
          expect(
            shares
              .flat()
              .map((one) => one.submission)
              .sort(),
          ).toEqual([...names].sort());
          const sizes = shares.map((share) => share.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          expect(shareOf([...all].reverse(), { index: 1, of })).toEqual(shares[0]);
        },
      ),
    );
  });

  it.each([
    ['1/1', { index: 1, of: 1 }],
    ['2/8', { index: 2, of: 8 }],
    ['0/8', null],
    ['9/8', null],
    ['1/0', null],
    ['-1/2', null],
    ['1', null],
    ['1/99999', null],
    ['a/b', null],
  ])('%s', (text, shard) => expect(parseShard(text)).toEqual(shard));
});
