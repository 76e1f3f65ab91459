import { isValid } from 'ulid';
import { describe, expect, it } from 'vitest';
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
    expect([isValid(first), isValid(second)]).toEqual([true, true]);
    expect(second > first).toBe(true);
  });
});
