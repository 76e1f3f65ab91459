/** A small drill with mistakes as edits, for tests of broken programs. */
import { applyEdits } from '../../../src/core/edits/apply.ts';
import type { MistakeEdit } from '../../../src/core/edits/mistake-edit.ts';

export const OWN = ['first', 'second', 'third', 'fourth', 'note'];

const line = (name: string, value: number): string => `    ${name} = ${value}`;
const program = (start: string): string =>
  `def ${start}(x):\n${['a', 'b', 'c', 'd'].map((one, at) => line(one, at)).join('\n')}\n    return a + b + c + d + x\n`;

const BASES = {
  'solution.py': program('solved'),
  'correct/one.py': program('one'),
  'correct/two.py': program('two'),
} as const;

/** Changes the line of a variable in a program. */
export function edit(
  mistake: string,
  variant: string,
  of: keyof typeof BASES,
  variable: string,
): MistakeEdit {
  const name = `${mistake}.${variant}`;
  const value = ['a', 'b', 'c', 'd'].indexOf(variable);
  const hunks = [
    {
      at: 1,
      lines: [
        { kind: 'remove' as const, text: line(variable, value) },
        { kind: 'add' as const, text: line(variable, value + 10) },
      ],
    },
  ];
  const base = { name: of, text: BASES[of] };
  const made = applyEdits(base, [{ name, hunks }]);
  if (!('text' in made)) throw new Error('the edit does not fit');
  const rest = { note: null, detail: {}, line: 1 };
  return { name, mistakes: [mistake], base, hunks, program: made.text, ...rest };
}

export const EDITS: readonly MistakeEdit[] = [
  edit('first', 'solved', 'solution.py', 'a'),
  edit('second', 'solved', 'solution.py', 'b'),
  edit('first', 'one', 'correct/one.py', 'a'),
  edit('first', 'other', 'correct/one.py', 'b'),
  edit('second', 'one', 'correct/one.py', 'b'),
  edit('third', 'one', 'correct/one.py', 'c'),
  edit('fourth', 'one', 'correct/one.py', 'd'),
  edit('note', 'one', 'correct/one.py', 'd'),
  edit('first', 'two', 'correct/two.py', 'a'),
  edit('raises', 'two', 'correct/two.py', 'b'),
];
