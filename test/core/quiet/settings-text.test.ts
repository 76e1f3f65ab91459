import { describe, expect, it } from 'vitest';
import { differsBy, saysTheSame } from '../../../src/core/quiet/settings-text.ts';

const WRITTEN = `// mine
{
  /* "a": 2, */ "a": "http://x, }",
  "b": [1, 2,], // the last
}
`;

describe('a settings file', () => {
  it('says the same with comments, and commas after the last entry', () => {
    expect(saysTheSame(WRITTEN, '{"b":[1,2],"a":"http://x, }"}')).toBe(true);
    expect(saysTheSame(WRITTEN, '{"b":[1,2],"a":"http://x,}"}')).toBe(false);
    expect(saysTheSame(WRITTEN, '{"a":"http://x, }"}')).toBe(false);
  });

  it('says nothing where it is empty or not there', () => {
    for (const nothing of [null, '', ' \n', '{}', '// mine\n']) {
      expect(saysTheSame(nothing, '{\n}')).toBe(true);
      expect(saysTheSame(nothing, WRITTEN)).toBe(false);
    }
  });

  it('that cannot be read is like no other', () => {
    for (const broken of ['{', '[]', '1', '{"a": }', '{"a": "x}']) {
      expect(saysTheSame(broken, broken)).toBe(false);
      expect(differsBy([], broken, broken)).toBe(false);
    }
  });

  it('differs by what was changed, and by nothing else', () => {
    const made = ['c', 'b'].map((setting) => {
      return { change: { kind: 'value', setting, to: 0 }, after: 0 } as const;
    });
    const rest = '"a": "http://x, }"';
    expect(differsBy(made, WRITTEN, `{${rest}, "b": 0, "c": 0}`)).toBe(true);
    expect(differsBy(made, WRITTEN, `{${rest}, "b": 0, "c": 1}`)).toBe(false);
    expect(differsBy(made, WRITTEN, `{${rest}, "b": 0, "c": 0, "d": 0}`)).toBe(false);
    expect(differsBy(made, WRITTEN, null)).toBe(false);
  });
});
