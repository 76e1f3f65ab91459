import { describe, expect, it } from 'vitest';
import { asks, wished, type Practised, type View } from '../../../src/core/quiet/wish.ts';

const FILE: Practised = { attempt: 'a', path: '/drill.py', language: 'python' };
const VIEW: View = {
  setting: 'on',
  wasAsked: false,
  front: FILE,
  visible: [FILE.path],
  now: null,
  leftAlone: null,
  focused: true,
  shared: false,
};

describe('suggestions are off', () => {
  it('while a file that is practised in is in front', () => {
    expect(wished(VIEW)).toEqual(FILE);
    expect(wished({ ...VIEW, front: 'other-file', now: FILE })).toBeNull();
  });

  it('while its page is in front, for as long as the file can be seen', () => {
    expect(wished({ ...VIEW, front: 'no-file', now: FILE })).toEqual(FILE);
    expect(wished({ ...VIEW, front: 'no-file', now: FILE, visible: [] })).toBeNull();
    expect(wished({ ...VIEW, front: 'no-file' })).toBeNull();
  });

  it('when the user wants it, and not once the user has turned them on again', () => {
    expect(wished({ ...VIEW, setting: 'off' })).toBeNull();
    expect(wished({ ...VIEW, setting: 'ask' })).toBeNull();
    expect(wished({ ...VIEW, leftAlone: 'a' })).toBeNull();
    expect(wished({ ...VIEW, leftAlone: 'an earlier one' })).toEqual(FILE);
  });

  it('only in the window that has the focus, where other windows would be silent too', () => {
    expect(wished({ ...VIEW, focused: false })).toEqual(FILE);
    expect(wished({ ...VIEW, focused: false, shared: true })).toBeNull();
  });
});

it('is asked once, when a drill file is in front', () => {
  expect(asks({ ...VIEW, setting: 'ask' })).toBe(true);
  expect(asks({ ...VIEW, setting: 'ask', wasAsked: true })).toBe(false);
  expect(asks({ ...VIEW, setting: 'ask', front: 'other-file' })).toBe(false);
  expect(asks(VIEW)).toBe(false);
});
