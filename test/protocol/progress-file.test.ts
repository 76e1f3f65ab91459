import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesIn } from '../../src/protocol/lines.ts';
import { codesOf, formatProgress, readProgress } from '../../src/protocol/progress-file.ts';
import { anyEvent, stamped } from '../core/arbitraries.ts';

const events = fc.array(anyEvent).map((all) => all.map((one, i) => stamped(one, i, i)));
const codes = fc.dictionary(fc.string(), fc.string()).map((all) => new Map(Object.entries(all)));

const linesOf = (text: string) => linesIn(new TextEncoder().encode(text));

it('comes back as it went out', async () => {
  await fc.assert(
    fc.asyncProperty(events, codes, async (all, texts) => {
      const read = await readProgress(linesOf([...formatProgress(all, texts)].join('')));
      expect(read).toMatchObject({ events: all, codes: texts, damage: { lines: 0 } });
    }),
  );
});

it('reads anything without throwing, and says which lines it cannot read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string().map((text) => text.replaceAll('\n', ''))),
      async (lines) => {
        const read = await readProgress(linesOf(lines.join('\n')));
        expect(read?.events).toEqual([]);
        const wrong = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i + 1]));
        expect(read?.damage.lines).toBe(wrong.length);
        if (wrong.length > 0)
          expect(read?.damage.in('it')).toMatch(new RegExp(`\\b${wrong[0]}\\b`));
      },
    ),
  );
});

it('says which code the events speak of', () => {
  const kept = { kind: 'code-kept', attempt: 'a', code: 'abc' } as const;
  expect([...codesOf([stamped(kept, 0, 0), stamped(kept, 1, 1)])]).toEqual(['abc']);
});
