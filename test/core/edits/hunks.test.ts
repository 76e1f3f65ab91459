import { describe, expect, it } from 'vitest';
import { parseEdit } from '../../../src/core/edits/hunks.ts';

describe('the text of an edit', () => {
  it('is read line by line', () => {
    // A line @@ before the first hunk is read over.
    expect(parseEdit('-gone\n+come\n')).toEqual({
      hunks: [
        {
          at: 1,
          lines: [
            { kind: 'remove', text: 'gone' },
            { kind: 'add', text: 'come' },
          ],
        },
      ],
    });
    expect(parseEdit('@@\n context\n-gone\n+come\n@@ -1,2 +1,2 @@ def f(x):\n\n++1\n')).toEqual({
      hunks: [
        {
          at: 1,
          lines: [
            { kind: 'keep', text: 'context' },
            { kind: 'remove', text: 'gone' },
            { kind: 'add', text: 'come' },
          ],
        },
        {
          at: 5,
          lines: [
            { kind: 'keep', text: '' },
            { kind: 'add', text: '+1' },
          ],
        },
      ],
    });
  });

  it.each([
    { text: 'gone\n+come\n', line: 1, message: /^A line of an edit must begin with "-"/ },
    { text: '', line: 1, message: /^This hunk changes nothing/ },
    { text: '@@\n-gone\ncome\n', line: 3, message: /^A line of an edit must begin with "-"/ },
    { text: '@@\n-gone\n@@@\n', line: 3, message: /^A line of an edit must begin with "-"/ },
    { text: '@@\n-gone\n@@\n context\n', line: 3, message: /^This hunk changes nothing/ },
    { text: '@@\n@@\n-gone\n', line: 1, message: /^This hunk changes nothing/ },
    { text: '@@\n+come\n', line: 1, message: /^This hunk does not say where it belongs/ },
  ])('is refused: $text', ({ text, line, message }) => {
    expect(parseEdit(text)).toEqual({ line, message: expect.stringMatching(message) as string });
  });
});
