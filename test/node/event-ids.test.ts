import { decodeTime, ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { isEventId, LAST_ID_TIME } from '../../src/core/event-id.ts';
import { idAfter } from '../../src/node/event-ids.ts';

describe('the id of an event', () => {
  it.each([
    ['before 1970', -1],
    ['long before', -8.64e15],
    ['after 10889', 2 ** 48],
    ['at the end of JavaScript’s time', 8.64e15],
    ['between two milliseconds', 1.5],
  ])('can be made by a clock that is %s', (_, at) => {
    const first = idAfter('', at);
    const second = idAfter(first, at);
    expect([isEventId(first), isEventId(second)]).toEqual([true, true]);
    expect(second > first).toBe(true);
  });

  it('is a ULID of a time before the year 3050, and nothing else', () => {
    const last = ulid(LAST_ID_TIME);
    expect(decodeTime(last)).toBe(LAST_ID_TIME);
    for (const good of [ulid(0), ulid(Date.now()), last]) expect(isEventId(good)).toBe(true);
    for (const bad of [
      ...['', '~', 'old', 'x'.repeat(26), `${last} `, last.slice(1), last.toLowerCase(), null, 5],
      ...[ulid(LAST_ID_TIME + 1), ulid(2 ** 48 - 1), '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', '8'.repeat(26)],
      `${last.slice(0, 10)}IIIIIIIIIIIIIIII`,
    ])
      expect(isEventId(bad)).toBe(false);
  });

  it('is another on each machine that goes on from the last one that there can be', () => {
    const last = `0Y${'Z'.repeat(24)}`;
    const made = Array.from({ length: 20 }, () => idAfter(last, Date.now()));
    expect(new Set(made).size).toBe(20);
    expect(made.every(isEventId)).toBe(true);
  });
});
