import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changedLines,
  definitionAround,
  diffOf,
  excerptOf,
  linesOfMistake,
  originsOf,
} from '../../../src/core/debugging/lines.ts';
import type { Candidate } from '../../../src/core/debugging/program.ts';

const text = (lines: readonly string[]): string => lines.join('\n');
const someLines = fc.array(fc.constantFrom('a', 'b', 'c', '    d'), {
  minLength: 1,
  maxLength: 12,
});

describe('where a line comes from', () => {
  it('is told for all that stayed, and for nothing that is new', () => {
    expect(originsOf(text(['a', 'b', 'c']), text(['a', 'new', 'c']))).toEqual([1, null, 3]);
    expect(originsOf('a\r\nb\r\n', 'b\n')).toEqual([2]);
  });

  it('is a line with the same text, in the same order', () => {
    fc.assert(
      fc.property(someLines, someLines, (before, after) => {
        const origins = originsOf(text(before), text(after));
        expect(origins).toHaveLength(after.length);
        const known = origins.flatMap((line, at) => (line === null ? [] : [[line, after[at]]]));
        expect(known).toEqual(known.map(([line]) => [line, before[Number(line) - 1]]));
        const lines = known.map(([line]) => Number(line));
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
      }),
    );
  });
});

describe('what was changed', () => {
  it('counts a line that was rewritten once', () => {
    expect(changedLines('a\nb\nc\n', 'a\nB\nc\n')).toBe(1);
    expect(changedLines('a\nb\nc\n', 'a\nB\nB2\nc\n')).toBe(2);
    expect(changedLines('a\nb\nc\n', 'a\nc\n')).toBe(1);
    expect(changedLines('a\nb\n', 'a\nb')).toBe(0);
  });

  it('is shown with what is around it, and no empty lines at the ends', () => {
    const diff = diffOf('a\nb\nc\nd\ne\n\nf\n', 'a\nb\nC\nd\ne\n\nF\n');
    const shown = excerptOf(diff, 1).map((line) => line?.text ?? null);
    expect(shown).toEqual(['b', 'c', 'C', 'd', null, '', 'f', 'F']);
    expect(excerptOf(diffOf('a\n\n', 'b\n\n'), 2).map((line) => line?.text)).toEqual(['a', 'b']);
  });
});

describe('the lines of a mistake', () => {
  const broken = (base: string, whole: string): Candidate => ({
    ...{ of: 'correct/x.py', base, planted: [{ flag: 'm', mistake: 'm' }] },
    programs: [{ flags: ['m'], text: whole }],
  });

  it('are those that differ from the program without it', () => {
    expect([...linesOfMistake(broken('a\nb\nc\n', 'a\nB\nc\n'), 'm')]).toEqual([2]);
  });

  it('are those around the gap where something is missing', () => {
    expect([...linesOfMistake(broken('a\nb\nc\n', 'a\nc\n'), 'm')]).toEqual([1, 2]);
    expect([...linesOfMistake(broken('a\nb\n', 'b\n'), 'm')]).toEqual([1]);
  });
});

describe('the definition around a line', () => {
  const program = text([
    'import torch',
    'class A:',
    '    def f(self):',
    '        x = 1',
    '        return x',
    '',
    'def g():',
    '    return 2',
  ]);

  it.each([
    [1, null],
    [3, 'A.f'],
    [5, 'A.f'],
    [8, 'g'],
  ])('line %i is in %s', (line, name) => {
    expect(definitionAround(program, line)).toBe(name);
  });
});
