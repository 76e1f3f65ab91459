import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/events.ts';
import { formatHistoryLine, parseHistoryLine } from '../../src/protocol/history-line.ts';
import { anyEvent, history, stamped } from '../core/arbitraries.ts';

const event = stamped({ kind: 'item-ticked', item: 'a', on: true }, 1, 5);

describe('a line of the history', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(history(anyEvent, 5), (events) => {
        for (const one of events) {
          const line = formatHistoryLine(one);
          expect(line.indexOf('\n')).toBe(line.length - 1);
          expect(parseHistoryLine(line)).toEqual({ kind: 'event', events: [one] });
        }
      }),
    );
  });

  it('never makes the reader throw, whatever it is', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"v":${json}`),
      fc.record({ v: fc.jsonValue(), kind: fc.jsonValue() }).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(line, (text) => {
        expect(['event', 'newer', 'damaged']).toContain(parseHistoryLine(text).kind);
      }),
    );
  });

  it('is refused with any one field missing or of another type', () => {
    const strange = fc.constantFrom(
      undefined,
      null,
      {},
      [],
      Infinity,
      -1,
      Number.NaN,
      'x'.repeat(5000),
    );
    fc.assert(
      fc.property(history(anyEvent, 3), fc.nat(), strange, (events, pick, value) => {
        for (const one of events) {
          const names = Object.keys(one).filter((name) => name !== 'v' && name !== 'kind');
          const name = names[pick % names.length] ?? '';
          if (mayBe(one, name, value)) continue;
          const line = JSON.stringify({ ...one, [name]: value });
          // JSON has no word for what is not finite; a number too long for a double is read as infinite.
          const text =
            value === Infinity ? line.replace(`"${name}":null`, `"${name}":1e999`) : line;
          expect(parseHistoryLine(text)).toEqual({ kind: 'damaged', events: [] });
        }
      }),
    );
  });

  it.each([
    { ...event, v: 3 },
    { ...event, v: 2.5, kind: 'item-ticked' },
    { v: 3, kind: 'checked', everything: 'else' },
    { ...event, kind: 'item-painted' },
    { v: 1, kind: 'toString' },
  ])('is newer, not damaged, when it is of a higher version or an unknown kind: %j', (value) => {
    expect(parseHistoryLine(JSON.stringify(value))).toEqual({ kind: 'newer', events: [] });
  });

  it.each([
    '',
    '[]',
    'null',
    '"v kind"',
    '{"v":1}',
    '{"kind":"item-ticked"}',
    '{"v":"2","kind":"item-ticked"}',
    '{"v":0,"kind":"item-ticked"}',
    '{"v":1,"kind":{}}',
    '{"v":2,"kind":"item-ticked","id":"a","at":8.7e15,"item":"a","on":true}',
  ])('is damaged when it is neither: %s', (line) => {
    expect(parseHistoryLine(line)).toEqual({ kind: 'damaged', events: [] });
  });

  it('takes no other field for a kind of event', () => {
    const value = { ...event, extra: [1, 2, 3] };
    expect(parseHistoryLine(JSON.stringify(value))).toEqual({ kind: 'event', events: [value] });
  });
});

describe('a damaged line', () => {
  const whole = formatHistoryLine(event).trim();

  it.each([
    ['half a line before it', `${whole.slice(0, 30)}${whole}`, 1],
    ['zeros that a crash left before it', `${'\0'.repeat(512)}${whole}`, 1],
    ['a newline that became another character', `${whole}J${whole}`, 2],
    ['a lost newline', `${whole}${whole}`, 2],
    ['half a line behind it', `${whole}${whole.slice(0, -1)}`, 1],
  ])('gives up the whole events in it, with %s', (_, line, count) => {
    const saved = Array.from({ length: count }, () => event);
    expect(parseHistoryLine(line)).toEqual({ kind: 'damaged', events: saved });
  });

  it('takes nothing out of a text that looks like a line', () => {
    const quoting = { ...event, item: whole };
    expect(parseHistoryLine(formatHistoryLine(quoting))).toEqual({
      kind: 'event',
      events: [quoting],
    });
    expect(parseHistoryLine(formatHistoryLine(quoting).slice(1))).toEqual({
      kind: 'damaged',
      events: [],
    });
  });
});

/** Whether the field may have that value after all, once it went through JSON. */
function mayBe({ kind }: Event, name: string, value: unknown): boolean {
  if (value === undefined) return name === 'sittingId';
  if (Array.isArray(value))
    return ['checks', 'mistakes', 'exercises', 'order', 'findings'].includes(name);
  if (value === -1) return ['hint', 'lines', 'minutes'].includes(name);
  const isNull = value === null || Number.isNaN(value);
  const nullable = ['checked attempt', 'attempt-started file', 'sitting-started minutes'];
  return isNull && nullable.includes(`${kind} ${name}`);
}
