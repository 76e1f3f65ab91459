/** The messages of the pages of what is answered aloud. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ORAL_COMMANDS,
  parseFromOralPage,
  parseToOralPage,
  type FromOralPage,
} from '../../src/protocol/oral-page.ts';
import {
  parseFromRoundPage,
  parseToRoundPage,
  ROUND_COMMANDS,
  type FromRoundPage,
} from '../../src/protocol/round-page.ts';

describe('the page of a round', () => {
  const messages: FromRoundPage[] = [
    { type: 'ready' },
    ...ROUND_COMMANDS.map((command) => ({ type: 'command', command }) as const),
    { type: 'tick-point', point: 'scale', on: true },
    { type: 'rate', attempt: 'a', rating: 4 },
    { type: 'open', exercise: 'deep-dive/kv-cache' },
    { type: 'failed', message: 'x is not a function' },
  ];
  it.each(messages)('sends $type', (message) => {
    expect(parseFromRoundPage(message)).toEqual(message);
  });

  it.each([
    null,
    { type: 'rate', rating: 3 },
    { type: 'rate', attempt: 'a', rating: 0 },
    { type: 'rate', attempt: 'a', rating: '3' },
    { type: 'rate', rating: 3 },
    { type: 'command', command: 'finish' },
    { type: 'command', command: 'constructor' },
    { type: 'open', exercise: 'x'.repeat(5000) },
  ])('sends nothing else: %j', (message) => {
    expect(parseFromRoundPage(message)).toBeNull();
  });
});

describe('the page of a deep dive or a design', () => {
  const messages: FromOralPage[] = [
    ...ORAL_COMMANDS.map((command) => ({ type: 'command', command }) as const),
    { type: 'rate', rating: 1 },
    { type: 'open-line', line: 12 },
    { type: 'open', exercise: 'gan' },
  ];
  it.each(messages)('sends $type', (message) => {
    expect(parseFromOralPage(message)).toEqual(message);
  });

  it.each([
    [],
    { type: 'open-line', line: 0 },
    { type: 'open-line', line: 1.5 },
    { type: 'rate', rating: 5 },
    { type: 'command', command: 'end' },
  ])('sends nothing else: %j', (message) => {
    expect(parseFromOralPage(message)).toBeNull();
  });
});

it('never throws and never makes up a message, whatever arrives at either end', () => {
  const types = fc.constantFrom('ready', 'command', 'rate', 'round', 'oral', 'state', 'error');
  const message = fc.oneof(
    fc.anything(),
    fc.record({
      type: types,
      ...Object.fromEntries(
        ['round', 'oral', 'state', 'message', 'practice', 'shortcuts'].map((name) => [
          name,
          fc.anything(),
        ]),
      ),
    }),
  );
  const parsers = [parseFromRoundPage, parseToRoundPage, parseFromOralPage, parseToOralPage];
  fc.assert(
    fc.property(message, (one) => {
      for (const parse of parsers) {
        const parsed = parse(one);
        if (parsed) expect(parsed.type).toBe((one as { type: unknown }).type);
      }
    }),
  );
});
