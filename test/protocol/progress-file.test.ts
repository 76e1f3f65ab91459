import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codesOf, formatProgress, parseProgress } from '../../src/protocol/progress-file.ts';
import { anyEvent, stamped } from '../core/arbitraries.ts';

const events = fc.array(anyEvent).map((all) => all.map((one, i) => stamped(one, i, i)));
const codes = fc.dictionary(fc.string(), fc.string()).map((all) => new Map(Object.entries(all)));

it('comes back as it went out', () => {
  fc.assert(
    fc.property(events, codes, (all, texts) => {
      const lines = [...formatProgress(all, texts)].join('').split('\n');
      expect(parseProgress(lines)).toEqual({ events: all, codes: texts, damaged: 0 });
    }),
  );
});

it('reads anything without throwing, and counts what it cannot read', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (lines) => {
      const { events: found, damaged } = parseProgress(lines);
      expect(found).toEqual([]);
      expect(damaged).toBe(lines.filter((line) => line.trim() !== '').length);
    }),
  );
});

it('says which code the events speak of', () => {
  const kept = { kind: 'code-kept', attempt: 'a', code: 'abc' } as const;
  expect([...codesOf([stamped(kept, 0, 0), stamped(kept, 1, 1)])]).toEqual(['abc']);
});
