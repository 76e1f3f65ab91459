/** A pack that somebody else wrote: whatever is in it, reading ends soon, in content or in problems that say what to do. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackFiles } from '../../src/content/pack-files.ts';
import { readPack } from '../../src/content/pack.ts';
import { saysOf } from '../../src/core/content.ts';
import { readYaml } from '../../src/content/read.ts';
import { drillSchema } from '../../src/content/schema.ts';
import { CODING, ROOT } from '../python.ts';
import { temporaryFolder } from '../node/folders.ts';
import { runs } from '../sample.ts';

const GOOD = readFileSync(join(CODING, 'lstm-cell/drill.yaml'));
const QUESTION = readFileSync(join(ROOT, 'drills/rapid-fire/relu-gelu-swish.yaml'), 'utf8');

function write(folder: string, path: string, content: string | Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** The problems of a pack whose one question has this content. */
function problemsOf(content: string | Uint8Array): string[] {
  const folder = temporaryFolder();
  write(folder, 'rapid-fire/one.yaml', content);
  return readPack(folder).problems.map((one) => `${one.line}:${one.column} ${one.message}`);
}

describe('a file of a pack is refused with a sentence', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'is too large',
      `# ${'x'.repeat(1_000_000)}\n${QUESTION}`,
      /^1:1 This file is 1\.0 MB, but .*Split it/,
    ],
    ['is UTF-16', Buffer.from(`\uFEFF${QUESTION}`, 'utf16le'), /^1:1 .*Save it as UTF-8/],
    ['is UTF-16 without a mark', Buffer.from(QUESTION, 'utf16le'), /^1:1 .*Save it as UTF-8/],
    [
      'is Latin-1',
      Buffer.from('title: a\nsummary: caf\xe9\n', 'latin1'),
      /^2:13 .*Save the file as UTF-8/,
    ],
    ['has a key twice', QUESTION.replace(/^title:/m, 'title: x\ntitle:'), /^2:1 The same key/],
    ['nests deeply in brackets', '['.repeat(500_000), /^1:\d+ This is nested too deeply/],
    ['nests deeply in braces', '{a: '.repeat(200_000), /^1:\d+ This is nested too deeply/],
    ['nests deeply in lists', '- '.repeat(450_000), /^1:\d+ This is nested too deeply/],
    ['nests deeply in keys', '? '.repeat(450_000), /^1:\d+ This is nested too deeply/],
    ['has too much in it', 'a: 1\n'.repeat(190_000), /^\d+:\d+ There is too much in this file/],
    ['is nothing but quotes', '"'.repeat(900_000), /^1:\d+ There is too much in this file/],
    ['is nothing but anchors', '&a '.repeat(300_000), /^1:\d+ There is too much in this file/],
    [
      'blows up by aliases',
      ['a: &a [x, x, x, x, x, x, x, x, x]']
        .concat(
          ['ab', 'bc', 'cd', 'de', 'ef'].map((pair) => {
            const [before, name] = [pair.charAt(0), pair.charAt(1)];
            return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
          }),
        )
        .join('\n'),
      /^2:\d+ The aliases here repeat too much/,
    ],
    ['is an alias of itself', 'a: &a [*a]', /^\d+:\d+ /],
    [
      'is two documents',
      `${QUESTION}\n---\n${QUESTION}`,
      /^\d+:\d+ A file must contain only one document/,
    ],
    ['is empty', '', /^1:1 /],
    [
      'nests maths deeply',
      QUESTION.replace(/^answer: .*\n/m, `answer: |\n  $${'{'.repeat(20_000)}$\n`),
      /^\d+:\d+ This formula is nested too deeply/,
    ],
  ])('when it %s', (_, content, says) => {
    const began = performance.now();
    expect(problemsOf(content)[0]).toMatch(says);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('not for a byte order mark, which some editors write', () => {
    expect(problemsOf(`\uFEFF${QUESTION}`)).toEqual([]);
  });
});

describe('a pack stays within its folder', () => {
  it('whatever links lead out of it', () => {
    const folder = temporaryFolder();
    const secret = write(temporaryFolder(), 'secret.yaml', QUESTION);
    mkdirSync(join(folder, 'rapid-fire'));
    symlinkSync(secret, join(folder, 'rapid-fire/secret.yaml'));
    symlinkSync(dirname(secret), join(folder, 'guide'));
    write(dirname(secret), 'secret.md', '# Secret');
    write(folder, 'coding/one/drill.yaml', GOOD);
    for (const name of ['starter.py', 'grade.py']) write(folder, `coding/one/${name}`, '');
    symlinkSync(secret, join(folder, 'coding/one/solution.py'));
    const pack = readPack(folder);
    expect([pack.orals, pack.drills, pack.guide]).toEqual([[], [], []]);
    expect(pack.problems.map(({ file }) => file.slice(folder.length + 1)).sort()).toEqual([
      'coding/one/solution.py',
      'guide/secret.md',
      'rapid-fire/secret.yaml',
    ]);
    for (const { message } of pack.problems) {
      expect(message).toBe('This link points outside the pack. Put the file itself here.');
    }
  });

  it('whatever it is asked for', () => {
    const outer = temporaryFolder();
    write(outer, 'secret.md', 'secret');
    mkdirSync(join(outer, 'pack'));
    const files = new PackFiles(join(outer, 'pack'));
    expect(files.text('../secret.md')).toMatchObject({
      problems: [{ message: 'This link points outside the pack. Put the file itself here.' }],
    });
    expect(files.text('absent.md')).toMatchObject({
      problems: [{ message: expect.stringContaining('ENOENT') as string }],
    });
  });

  it('may be a link itself', () => {
    const folder = temporaryFolder();
    write(folder, 'rapid-fire/one.yaml', QUESTION);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    expect(readPack(link)).toMatchObject({ orals: [{}], problems: [] });
  });

  it('and its names can be ids', () => {
    const folder = temporaryFolder();
    write(folder, 'rapid-fire/My Question.yaml', QUESTION);
    write(folder, 'coding/Upper/drill.yaml', GOOD);
    const { problems, orals, drills } = readPack(folder);
    expect([orals, drills]).toEqual([[], []]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^"Upper" is not a valid name\. Use lower-case letters/),
      expect.stringMatching(/^"My Question" is not a valid name\. Use lower-case letters/),
    ]);
  });
});

describe('a drill', () => {
  it('needs its three programs beside it', () => {
    const folder = temporaryFolder();
    write(folder, 'coding/one/drill.yaml', GOOD);
    write(folder, 'coding/one/starter.py', '');
    const { drills, problems } = readPack(folder);
    expect(drills).toEqual([]);
    expect(problems.map(({ message }) => message)).toEqual([
      'solution.py (a program that passes) is missing from this folder.',
      'grade.py (the checks) is missing from this folder.',
    ]);
  });

  it('is told the mistakes common to all, unless it or its pack describes them itself', () => {
    const folder = temporaryFolder();
    write(folder, 'coding/one/drill.yaml', GOOD);
    for (const name of ['starter.py', 'solution.py', 'grade.py']) {
      write(folder, `coding/one/${name}`, '');
    }
    const common = ['syntax-error', 'units-mixed'].map((id) => ({
      id,
      title: `Common ${id}`,
      severity: 'error' as const,
      why: 'w',
      notice: 'n',
      fix: 'f',
    }));
    const [one] = readPack(folder, common).drills;
    expect(one?.summary.mistakeTitles['syntax-error']).toBe('Common syntax-error');
    expect(one?.drill.mistakes.filter(({ id }) => id === 'units-mixed')).toHaveLength(1);
    expect(one?.summary.mistakeTitles['units-mixed']).not.toContain('Common');
  });

  it('says of a mistake its own sentence, or else its title as one', () => {
    const folder = temporaryFolder();
    write(folder, 'coding/one/drill.yaml', GOOD);
    for (const name of ['starter.py', 'solution.py', 'grade.py']) {
      write(folder, `coding/one/${name}`, '');
    }
    const mistake = { severity: 'error' as const, why: 'w', notice: 'n', fix: 'f' };
    const [one] = readPack(folder, [
      { ...mistake, id: 'told', title: 'Told', says: 'Told by {name}.' },
      { ...mistake, id: 'untold', title: 'Gives {a} back' },
    ]).drills;
    expect(saysOf(one?.drill.mistakes ?? [])).toMatchObject({
      told: 'Told by {name}.',
      untold: 'Gives {{a}} back.',
    });
  });
});

describe('whatever the bytes', () => {
  /** One byte changed, a piece cut out, or a piece doubled. */
  const damaged = fc
    .record({
      at: fc.nat(GOOD.length - 1),
      length: fc.integer({ min: 0, max: 200 }),
      byte: fc.integer({ min: 0, max: 255 }),
      how: fc.constantFrom('change', 'cut', 'double'),
    })
    .map(({ at, length, byte, how }) => {
      const piece = GOOD.subarray(at, at + length);
      const before = GOOD.subarray(0, at);
      if (how === 'cut') return Buffer.concat([before, GOOD.subarray(at + length)]);
      if (how === 'double')
        return Buffer.concat([before, piece, piece, GOOD.subarray(at + length)]);
      const changed = Buffer.from(GOOD);
      changed[at] = byte;
      return changed;
    });
  it('reading ends in a drill or in problems at a place that is there', () => {
    const folder = temporaryFolder();
    for (const name of ['starter.py', 'solution.py', 'grade.py']) {
      write(folder, `coding/one/${name}`, '');
    }
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), damaged), (bytes) => {
        const file = write(folder, 'coding/one/drill.yaml', bytes);
        const { drills, problems } = readPack(folder);
        expect(drills.length === 1).toBe(problems.length === 0);
        const lines = Buffer.from(bytes).toString('utf8').split('\n');
        for (const one of problems) {
          expect(one.file).toBe(file);
          expect(one.message).not.toBe('');
          expect(one.line).toBeGreaterThanOrEqual(1);
          expect(one.line).toBeLessThanOrEqual(lines.length);
          expect(one.column).toBeGreaterThanOrEqual(1);
          expect(one.column).toBeLessThanOrEqual((lines[one.line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: runs(80) },
    );
  });

  it('structure without end is refused before it costs anything', () => {
    const piece = fc.constantFrom(
      '[',
      '{',
      '- ',
      '? ',
      'a: ',
      '&a ',
      '*a ',
      '"',
      "'",
      '|\n',
      '!x ',
      ':',
      '\n ',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
        const text = pieces.join('').repeat(20_000);
        const began = performance.now();
        expect('problems' in readYaml('x.yaml', text, drillSchema)).toBe(true);
        expect(performance.now() - began).toBeLessThan(8000);
      }),
      { numRuns: runs(12) },
    );
  }, 120_000);
});
