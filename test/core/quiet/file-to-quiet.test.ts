import { describe, expect, it } from 'vitest';
import {
  asks,
  fileToQuiet,
  type PractisedFile,
  type QuietView,
} from '../../../src/core/quiet/file-to-quiet.ts';

const FILE: PractisedFile = { attempt: 'a', path: '/drill.py', language: 'python' };
const VIEW: QuietView = {
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
    expect(fileToQuiet(VIEW)).toEqual(FILE);
    expect(fileToQuiet({ ...VIEW, front: 'other-file', now: FILE })).toBeNull();
  });

  it('while its page is in front, for as long as the file can be seen', () => {
    expect(fileToQuiet({ ...VIEW, front: 'no-file', now: FILE })).toEqual(FILE);
    expect(fileToQuiet({ ...VIEW, front: 'no-file', now: FILE, visible: [] })).toBeNull();
    expect(fileToQuiet({ ...VIEW, front: 'no-file' })).toBeNull();
  });

  it('when the user wants it, and not once the user has turned them on again', () => {
    expect(fileToQuiet({ ...VIEW, setting: 'off' })).toBeNull();
    expect(fileToQuiet({ ...VIEW, setting: 'ask' })).toBeNull();
    expect(fileToQuiet({ ...VIEW, leftAlone: 'a' })).toBeNull();
    expect(fileToQuiet({ ...VIEW, leftAlone: 'an earlier one' })).toEqual(FILE);
  });

  it('only in the window that has the focus, where other windows would be silent too', () => {
    expect(fileToQuiet({ ...VIEW, focused: false })).toEqual(FILE);
    expect(fileToQuiet({ ...VIEW, focused: false, shared: true })).toBeNull();
  });
});

it('is asked once, when a drill file is in front', () => {
  expect(asks({ ...VIEW, setting: 'ask' })).toBe(true);
  expect(asks({ ...VIEW, setting: 'ask', wasAsked: true })).toBe(false);
  expect(asks({ ...VIEW, setting: 'ask', front: 'other-file' })).toBe(false);
  expect(asks(VIEW)).toBe(false);
});
