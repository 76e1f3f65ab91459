import { describe, expect, it } from 'vitest';
import {
  changed,
  holds,
  same,
  undo,
  type Change,
  type Json,
  type Value,
} from '../../../src/core/quiet/change.ts';
import { assistantSwitches } from '../../../src/core/quiet/switches.ts';

const MEMBER: Change = { kind: 'member', setting: 's', member: 'python', to: false };
const ITEM: Change = { kind: 'item', setting: 's', item: 'python' };
const VALUE: Change = { kind: 'value', setting: 's', to: 'off' };

function undone(change: Change, before: Value, now?: Json, effective?: Value): Value {
  const after = changed(change, before, effective ?? before);
  expect(holds(change, after)).toBe(true);
  const step = undo({ change, before, after }, now ?? after);
  return step.kind === 'leave' ? 'left' : step.value;
}

describe('a change is taken back', () => {
  it('to exactly what was there, also nothing', () => {
    for (const before of [undefined, {}, { '*': true }, { '*': true, python: true }]) {
      expect(undone(MEMBER, before)).toEqual(before);
    }
    for (const before of [undefined, [], ['markdown']]) {
      expect(undone(ITEM, before)).toEqual(before);
    }
    for (const before of [undefined, 'auto', null]) expect(undone(VALUE, before)).toEqual(before);
    // A list of the user's that counted at another level.
    expect(undone(ITEM, undefined, undefined, ['markdown'])).toBeUndefined();
  });

  it('only in its part, where there is more than before', () => {
    expect(undone(MEMBER, undefined, { python: false, go: true })).toEqual({ go: true });
    expect(undone(MEMBER, { python: true }, { python: false, go: true })).toEqual({
      python: true,
      go: true,
    });
    expect(undone(ITEM, ['markdown'], ['markdown', 'go', 'python'])).toEqual(['markdown', 'go']);
  });

  it('not at all, where it is no longer so', () => {
    expect(undone(MEMBER, undefined, { python: true })).toBe('left');
    expect(undone(MEMBER, { python: true }, {})).toBe('left');
    expect(undone(ITEM, undefined, ['go'])).toBe('left');
    expect(undone(VALUE, undefined, 'auto')).toBe('left');
    // What cannot be such a value at all.
    expect(undone(MEMBER, undefined, 'text')).toBe('left');
    expect(undone(ITEM, undefined, { python: true })).toBe('left');
  });
});

it('compares values whole', () => {
  expect(same({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
  for (const other of [{ a: [1] }, { a: [1, {}] }, [1], null, undefined, { a: 1, b: 2 }]) {
    expect(same({ a: [1, { b: null }] }, other)).toBe(false);
  }
  expect(same([], {})).toBe(false);
});

it('names a file to Tabnine so that no other file is meant', () => {
  const path = 'C:\\work (1)\\a+b.py';
  const item = assistantSwitches('python', path).find((one) => one.kind === 'item')?.item ?? '';
  expect(new RegExp(item).test(path)).toBe(true);
  expect(new RegExp(item).test(`${path}x`)).toBe(false);
  expect(new RegExp(item).test('C:\\work (1)\\aab.py')).toBe(false);
});
