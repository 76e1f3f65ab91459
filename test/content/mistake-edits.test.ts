import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMistakeEdits } from '../../src/content/mistake-edits.ts';
import { readPack } from '../../src/content/pack.ts';
import { PackFiles } from '../../src/content/pack-files.ts';
import { combine, type MistakeEdit } from '../../src/core/edits/mistake-edit.ts';
import { ROOT } from '../python.ts';

const folder = mkdtempSync(join(tmpdir(), 'mistake-edits-'));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync(join(ROOT, 'drills/example'), folder, { recursive: true });
const drill = join(folder, 'coding/l2-norm');

const ENTRY = `- mistake: root-missing
  solution.py: |
    @@
    -        return x * torch.rsqrt(square_sum + self.eps) * self.weight
    +        return x / (square_sum + self.eps) * self.weight
`;
const OTHER = `- mistake: [mean-subtracted.both, root-missing]
  note: the mean goes first
  solution.py: |-
    @@
             """x: (..., size); returns the same shape."""
    +        x = x - x.mean(dim=-1, keepdim=True)
`;

/** What is wrong with the text as the drill's mistakes.yaml, and the edits that are right. */
function read(text: string) {
  const { edits, problems } = readMistakeEdits(new PackFiles(drill), '', () => null, text);
  return {
    edits,
    problems: problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
  };
}

describe('mistakes.yaml', () => {
  it('makes whole programs of its edits', () => {
    const { edits, problems } = read(ENTRY + OTHER);
    expect(problems).toEqual([]);
    expect(edits.map(({ name, mistakes, note, line }) => ({ name, mistakes, note, line }))).toEqual(
      [
        { name: 'root-missing', mistakes: ['root-missing'], note: null, line: 1 },
        {
          name: 'mean-subtracted.both',
          mistakes: ['mean-subtracted', 'root-missing'],
          note: 'the mean goes first',
          line: 6,
        },
      ],
    );
    const solution = readFileSync(join(drill, 'solution.py'), 'utf8');
    expect(edits[0]?.program).toBe(
      solution.replace('x * torch.rsqrt(square_sum + self.eps)', 'x / (square_sum + self.eps)'),
    );
  });

  it('lets edits of one program be combined, and of one program only', () => {
    const { edits } = read(
      `${ENTRY}${OTHER}- mistake: root-missing.by-norm\n  correct/by-norm.py: "@@\\n-        length = torch.linalg.vector_norm(x, dim=-1, keepdim=True)\\n+        length = 1"\n`,
    );
    const [root, mean, byNorm] = edits as [MistakeEdit, MistakeEdit, MistakeEdit];
    const both = combine([root, mean]);
    expect('text' in both && both.text).toContain(
      'x.mean(dim=-1, keepdim=True)\n        square_sum',
    );
    expect('text' in both && both.text).toContain('return x / (square_sum');
    expect(combine([root, byNorm])).toMatchObject({
      refusals: [
        {
          edit: 'root-missing.by-norm',
          message: expect.stringContaining(
            'Only edits of the same program can be combined',
          ) as string,
        },
      ],
    });
  });

  it.each([
    {
      says: 'a hunk that does not fit, at its line',
      text: ENTRY.replace('-        return x *', '-        return y *'),
      problems: ['4:5 Hunk 1 does not fit: solution.py has no such line.'],
    },
    {
      says: 'a line that is none of a diff',
      text: `${ENTRY}${OTHER.replace('+  ', '?  ')}`,
      problems: [/^11:5 A line of an edit must begin with/],
    },
    {
      says: 'an edit that is no block where it begins',
      text: ENTRY.replace(/py: [^]*/, 'py: nothing'),
      problems: [/^2:16 A line of an edit must begin with/],
    },
    {
      says: 'a name that is used twice',
      text: ENTRY + ENTRY,
      problems: [
        '6:12 The name root-missing is used twice. Give this program another ending after the dot.',
      ],
    },
    {
      says: 'a program that is not there',
      text: ENTRY.replace('solution.py', 'correct/gone.py'),
      problems: ['2:20 There is no such program in the folder of this drill.'],
    },
    {
      says: 'a program that is not correct',
      text: ENTRY.replace('solution.py', 'starter.py'),
      problems: [/^2:15 0\.starter\.py: must be solution\.py or a program in correct/],
    },
    {
      says: 'a way out of the folder',
      text: ENTRY.replace('solution.py', 'correct/../../x.py'),
      problems: [/^2:23 0\.correct.*: must be/],
    },
    {
      says: 'a list of one mistake',
      text: ENTRY.replace('root-missing', '[root-missing]'),
      problems: ['1:12 0.mistake: needs at least 2'],
    },
    {
      says: 'a mistake that is no text',
      text: ENTRY.replace('root-missing', '3'),
      problems: [/^1:12 0\.mistake: must be the id of a mistake in drill\.yaml/],
    },
    {
      says: 'an unknown key',
      text: ENTRY.replace('solution.py', 'variant: x\n  solution.py'),
      problems: [/^2:12 0\.variant: must be solution\.py or/, /^1:3 0: must have the edit of one/],
    },
    {
      says: 'no edit at all',
      text: '- mistake: root-missing',
      problems: [/^1:3 0: must have the edit of one program/],
    },
    { says: 'no entry', text: '[]', problems: [/^1:1 needs at least 1/] },
    { says: 'no YAML', text: '- [', problems: [/^1:4 /] },
  ])('refuses $says', ({ text, problems }) => {
    const found = read(text).problems;
    expect(found).toHaveLength(problems.length);
    problems.forEach((one, index) => expect(found[index]).toMatch(one));
  });
});

describe('in a pack', () => {
  const inPack = (text: string) => {
    writeFileSync(join(drill, 'mistakes.yaml'), text);
    const pack = readPack(folder);
    return {
      edits: pack.drills[0]?.edits.map(({ name }) => name),
      problems: pack.problems.map(({ file, line, message }) => [file, line, message]),
    };
  };

  it('its edits come with the drill', () => {
    expect(inPack(OTHER)).toEqual({ edits: ['mean-subtracted.both'], problems: [] });
  });

  it('a problem in it costs its entry, not the drill', () => {
    const file = join(drill, 'mistakes.yaml');
    expect(inPack(OTHER + ENTRY.replace('root-missing', 'unheard-of'))).toEqual({
      edits: ['mean-subtracted.both'],
      problems: [[file, 7, 'drill.yaml describes no mistake "unheard-of".']],
    });
    mkdirSync(join(drill, 'mistakes'));
    writeFileSync(join(drill, 'mistakes/root-missing.twin.py'), '');
    const twin = ENTRY.replace('root-missing', 'root-missing.twin');
    expect(inPack(twin)).toEqual({
      edits: [],
      problems: [
        [
          file,
          1,
          'There is also mistakes/root-missing.twin.py. Remove one of them, or give this program another ending after the dot.',
        ],
      ],
    });
  });
});
