import { describe, expect, it } from 'vitest';
import { parseEdit } from '../../../src/core/edits/hunks.ts';
import type { MistakeEdit } from '../../../src/core/edits/mistake-edit.ts';
import { flagsOf, variantsOf } from '../../../src/core/edits/variants.ts';

const SOLUTION = { name: 'solution.py', text: 'a\nb\nc\n' };
const OTHER = { name: 'correct/other.py', text: 'x\n' };

function edit(
  name: string,
  from: string,
  mistakes: readonly string[] = [name.split('.')[0] ?? ''],
  base = SOLUTION,
): MistakeEdit {
  const parsed = parseEdit(`@@\n-${from}\n+${name}\n`);
  if ('message' in parsed) throw new Error(parsed.message);
  const { hunks } = parsed;
  const text = base.text.replace(`${from}\n`, `${name}\n`);
  return { name, mistakes, note: null, detail: {}, base, hunks, line: 1, program: text };
}

const bases = new Map([SOLUTION, OTHER].map(({ name, text }) => [name, text]));

/** Each variant but the bases: its flags, and what stands in its lines. */
function made(...edits: readonly MistakeEdit[]) {
  return variantsOf(edits, bases)
    .slice(bases.size)
    .map(({ bugs, ways, text }) => [
      [...bugs, ...ways].join(' '),
      text.trim().split('\n').join(' '),
    ]);
}

describe('the programs whose results a check must know', () => {
  it('begin with the correct ones as they stand', () => {
    expect(variantsOf([], bases)).toEqual(
      [...bases].map(([base, text]) => ({ name: base, base, bugs: [], ways: [], text })),
    );
  });

  it('have each edit alone, and every two of one program that change different lines', () => {
    const found = made(
      edit('m', 'a'),
      edit('n', 'b'),
      edit('o', 'b'),
      edit('p', 'x', ['p'], OTHER),
    );
    expect(found).toEqual([
      ['m', 'm b c'],
      ['n', 'a n c'],
      ['o', 'a o c'],
      ['p', 'p'],
      ['m n', 'm n c'],
      ['m o', 'm o c'],
    ]);
  });

  it('never have two forms of one mistake, nor an edit of several mistakes with another', () => {
    const found = made(edit('m', 'a'), edit('m.again', 'b'), edit('n.both', 'c', ['n', 'q']));
    expect(found.map(([flags]) => flags)).toEqual(['m', 'm.again', 'n.both q.with-n.both']);
  });

  it('cross free choices with each other and with single mistakes', () => {
    const found = made(edit('left', 'a', []), edit('right', 'b', []), edit('m', 'c'));
    expect(found).toEqual([
      ['m', 'a b m'],
      ['left', 'left b c'],
      ['m left', 'left b m'],
      ['right', 'a right c'],
      ['m right', 'a right m'],
      ['left right', 'left right c'],
      ['m left right', 'left right m'],
    ]);
  });

  it('are named by the first mistake of their edit', () => {
    expect(flagsOf(edit('m.both', 'a', ['m', 'n']))).toEqual(['m.both', 'n.with-m.both']);
  });
});
