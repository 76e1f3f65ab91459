import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  PAGE_COMMANDS,
  parseFromPage,
  parseToPage,
  type FromPage,
} from '../../src/protocol/drill-page.ts';
import { parsePageMemory } from '../../src/protocol/page.ts';

it('takes what the page sends', () => {
  const messages: FromPage[] = [
    { type: 'ready' },
    ...PAGE_COMMANDS.map((command) => ({ type: 'command', command }) as const),
    { type: 'tick-point', point: 'scale', on: true },
    { type: 'rate', rating: 4 },
    { type: 'open-line', line: 12 },
    { type: 'failed', message: 'x is not a function' },
  ];
  for (const message of messages) expect(parseFromPage(message)).toEqual(message);
});

it.each([
  null,
  'ready',
  [],
  {},
  { type: 'command', command: 'rm -rf' },
  { type: 'command', command: '__proto__' },
  { type: 'tick-point', point: 'x' },
  { type: 'tick-point', point: 'x'.repeat(5000), on: true },
  { type: 'rate', rating: 5 },
  { type: 'open-line', line: 0 },
  { type: 'open-line', line: 1.5 },
])('takes nothing else from the page: %j', (message) => {
  expect(parseFromPage(message)).toBeNull();
});

it('never throws and never makes up state, whatever arrives at either end', () => {
  const types = fc.constantFrom('ready', 'command', 'rate', 'drill', 'state', 'reveal', 'error');
  const message = fc.oneof(
    fc.anything(),
    fc.record({ type: types, drill: fc.anything(), state: fc.anything(), message: fc.anything() }),
  );
  fc.assert(
    fc.property(message, (one) => {
      for (const parsed of [parseFromPage(one), parseToPage(one)]) {
        if (parsed) expect(parsed.type).toBe((one as { type: unknown }).type);
      }
      expect(parsePageMemory(one)).toHaveProperty('scroll');
    }),
  );
});

it('remembers how the page was looked at, and nothing of what is not a memory', () => {
  const memory = {
    subject: 'gan',
    attempt: null,
    open: { hints: true },
    scroll: 40,
    news: ['debrief a'],
  };
  expect(parsePageMemory(memory)).toEqual(memory);
  const none = { subject: null, attempt: null, open: {}, scroll: 0, news: [] };
  for (const state of [undefined, null, 5, { ...memory, scroll: '40' }, { subject: 'gan' }]) {
    expect(parsePageMemory(state)).toEqual(none);
  }
});
