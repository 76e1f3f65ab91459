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

const ENTRY = `  root-missing: |
    @@
    -        return x * torch.rsqrt(square_sum + self.eps) * self.weight
    +        return x / (square_sum + self.eps) * self.weight
`;
const OTHER = `  mean-subtracted.both, root-missing:
    note: the mean goes first
    edit: |-
      @@
               """x: (..., size); returns the same shape."""
      +        x = x - x.mean(dim=-1, keepdim=True)
`;
const FIRST = `solution.py:\n${ENTRY}`;
const BOTH = FIRST + OTHER;
const BY_NORM = `correct/by-norm.py:
  root-missing.by-norm: "@@\\n-        length = torch.linalg.vector_norm(x, dim=-1, keepdim=True)\\n+        length = 1"
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
    const { edits, problems } = read(BOTH);
    expect(problems).toEqual([]);
    expect(edits.map(({ name, mistakes, note, line }) => ({ name, mistakes, note, line }))).toEqual(
      [
        { name: 'root-missing', mistakes: ['root-missing'], note: null, line: 2 },
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

  it('reads a free choice, which makes no mistake', () => {
    const { edits, problems } = read(
      BOTH.replace('mean-subtracted.both, root-missing:', 'the-mean:\n    choice: true'),
    );
    expect([problems, edits[1]?.name, edits[1]?.mistakes]).toEqual([[], 'the-mean', []]);
  });

  it('lets edits of one program be combined, and of one program only', () => {
    const { edits } = read(BOTH + BY_NORM);
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
      text: FIRST.replace('-        return x *', '-        return y *'),
      problems: ['4:5 Hunk 1 does not fit: solution.py has no such line.'],
    },
    {
      says: 'a line that is none of a diff',
      text: BOTH.replace('+        x =', '?        x ='),
      problems: [/^11:7 A line of an edit must begin with/],
    },
    {
      says: 'an edit that is no block where it begins',
      text: FIRST.replace(/missing: [^]*/, 'missing: nothing'),
      problems: [/^2:17 A line of an edit must begin with/],
    },
    {
      says: 'a name that is used twice',
      text: `${FIRST}${BY_NORM.replace('.by-norm:', ':')}`,
      problems: [
        '7:3 The name root-missing is used twice. Give this program another ending after the dot.',
      ],
    },
    {
      says: 'a name that stands twice below its program',
      text: FIRST + ENTRY,
      problems: ['6:3 The same key stands above. Give this one another name, or merge the two.'],
    },
    {
      says: 'a program that stands twice',
      text: FIRST + FIRST,
      problems: [/^6:1 The same key stands above/],
    },
    {
      says: 'a program that is not there, once',
      text: BOTH.replace('solution.py', 'correct/gone.py'),
      problems: ['1:1 There is no such program in the folder of this drill.'],
    },
    {
      says: 'a program that is not correct',
      text: FIRST.replace('solution.py', 'starter.py'),
      problems: [/^1:1 starter\.py: must be solution\.py or a program in correct/],
    },
    {
      says: 'a way out of the folder',
      text: FIRST.replace('solution.py', 'correct/../../x.py'),
      problems: [/^1:1 correct.*: must be solution\.py or/],
    },
    {
      says: 'a name that is none of a mistake',
      text: FIRST.replace('root-missing', 'Root_missing'),
      problems: [/^2:3 solution\.py\.Root_missing: must be the id of a mistake in drill\.yaml/],
    },
    {
      says: 'an ending on a later mistake',
      text: BOTH.replace(', root-missing:', ', root-missing.late:'),
      problems: [/^6:3 .*: only the first id may have an ending/],
    },
    {
      says: 'a mistake that is named twice',
      text: BOTH.replace(', root-missing:', ', mean-subtracted:'),
      problems: [/^6:3 .*: a mistake is named twice/],
    },
    {
      says: 'too many mistakes at once',
      text: BOTH.replace(', root-missing:', ', a, b, c, d, e, f:'),
      problems: [/^6:3 .*: may name at most 6 mistakes/],
    },
    {
      says: 'a choice with the name of a mistake’s form',
      text: BOTH.replace(', root-missing:', ':\n    choice: true'),
      problems: ['6:3 A choice has one name, without a dot.'],
    },
    {
      says: 'a choice that is not made',
      text: BOTH.replace('note: the mean goes first', 'choice: false'),
      problems: [/^7:13 .*\.choice: must be true, or left out/],
    },
    {
      says: 'an unknown key',
      text: BOTH.replace('note:', 'notes:'),
      problems: [/^7:5 .*\.notes: There is no such key/],
    },
    {
      says: 'an entry without its edit',
      text: BOTH.replace(/ {4}edit: [^]*/, ''),
      problems: [/^7:5 .*\.edit: is missing/],
    },
    {
      says: 'no edit at all',
      text: 'solution.py:\n  a:',
      problems: [/^2:5 .*\.a: must be an edit/],
    },
    {
      says: 'a program without edits',
      text: 'solution.py:',
      problems: [/^1:13 .*: must have edits/],
    },
    {
      says: 'an empty list of edits',
      text: 'solution.py: {}',
      problems: [/^1:14 .*: needs at least 1/],
    },
    { says: 'no program', text: '{}', problems: [/^1:1 needs at least 1 program/] },
    {
      says: 'too many edits',
      text: `solution.py:\n${[...Array(401).keys()].map((at) => `  a.b${at}: x\n`).join('')}`,
      problems: ['1:1 may have at most 400 edits'],
    },
    {
      says: 'a list of entries',
      text: `# As it was.\n- mistake: root-missing\n  solution.py: |\n    +x\n`,
      problems: [/^2:1 This must not be a list\. Name each program once, as in solution\.py:/],
    },
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
    expect(inPack(`solution.py:\n${OTHER}`)).toEqual({
      edits: ['mean-subtracted.both'],
      problems: [],
    });
  });

  it('a problem in it costs its entry, not the drill', () => {
    const file = join(drill, 'mistakes.yaml');
    expect(inPack(BOTH.replace(/root-missing(?=: )/, 'unheard-of'))).toEqual({
      edits: ['mean-subtracted.both'],
      problems: [[file, 2, 'drill.yaml describes no mistake "unheard-of".']],
    });
    mkdirSync(join(drill, 'mistakes'));
    writeFileSync(join(drill, 'mistakes/root-missing.twin.py'), '');
    const twin = FIRST.replace('root-missing', 'root-missing.twin');
    expect(inPack(twin)).toEqual({
      edits: [],
      problems: [
        [
          file,
          2,
          'There is also mistakes/root-missing.twin.py. Remove one of them, or give this program another ending after the dot.',
        ],
      ],
    });
  });
});
