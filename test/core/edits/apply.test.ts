import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit, type Edited } from '../../../src/core/edits/apply.ts';
import { parseEdit, type EditLine } from '../../../src/core/edits/hunks.ts';

const BASE = ['def f(x):', '    y = x', '    return y', '', 'def g(x):', '    return x', ''].join(
  '\n',
);

function edit(text: string, name = 'one'): Edit {
  const parsed = parseEdit(text);
  if ('message' in parsed) throw new Error(parsed.message);
  return { name, hunks: parsed.hunks };
}

const apply = (...edits: readonly Edit[]): Edited =>
  applyEdits({ name: 'solution.py', text: BASE }, edits);

describe('an edit', () => {
  it('changes what its hunks say and nothing else', () => {
    const hunks =
      '@@\n-    y = x\n+    y = 2 * x\n+    y += 1\n@@ in g\n def g(x):\n-    return x\n+    pass\n';
    expect(apply(edit(hunks))).toEqual({
      text: 'def f(x):\n    y = 2 * x\n    y += 1\n    return y\n\ndef g(x):\n    pass\n',
    });
  });

  it('takes an empty line as context, and a program with the line ends of Windows', () => {
    const text = BASE.replaceAll('\n', '\r\n');
    const made = applyEdits({ name: 'solution.py', text }, [
      edit('@@\n     return y\n\n-def g(x):\n+def h(x):'),
    ]);
    expect(made).toEqual({ text: BASE.replace('g', 'h') });
  });

  it.each([
    {
      says: 'a line that is nowhere',
      text: '@@\n def f(x):\n-    z = x\n',
      line: 3,
      message: 'Hunk 1 does not fit: solution.py has no such line.',
    },
    {
      says: 'lines that are not together',
      text: '@@\n def f(x):\n-    return y\n',
      line: 1,
      message: 'Hunk 1 does not fit: solution.py has these lines, but not one after another.',
    },
    {
      says: 'lines beyond the end',
      text: '@@\n     return x\n-\n',
      line: 1,
      message: 'Hunk 1 does not fit: solution.py has these lines, but not one after another.',
    },
    {
      says: 'hunks that overlap',
      text: '@@\n-    y = x\n@@\n-    y = x\n-    return y\n',
      line: 3,
      message: 'This hunk and another hunk of this edit both change lines 2 to 3 of solution.py.',
    },
  ])('is refused for $says', ({ text, line, message }) => {
    expect(apply(edit(text))).toEqual({ refusals: [{ edit: 'one', line, message }] });
  });

  it('is refused when it fits in several places, also where these overlap', () => {
    const made = applyEdits({ name: 'solution.py', text: 'a\na\na\nb\n' }, [
      edit('@@\n b\n+c\n@@\n a\n-a\n'),
    ]);
    const message =
      'Hunk 2 fits in 2 places in solution.py (lines 1, 2). Add context to it until it fits in only one.';
    expect(made).toEqual({ refusals: [{ edit: 'one', line: 4, message }] });
  });
});

describe('several edits', () => {
  it('are combined when they change different lines', () => {
    const one = edit('@@\n-    y = x\n+    y = -x');
    const other = edit('@@\n def f(x):\n+    assert x');
    const text = BASE.replace('    y = x', '    assert x\n    y = -x');
    expect(apply(one, other)).toEqual({ text });
    expect(apply(other, one)).toEqual({ text });
  });

  it('are combined when one changes what only places the other', () => {
    const one = edit('@@\n-    y = x\n+    y = -x');
    const other = edit('@@\n     y = x\n-    return y\n+    return 1');
    const text = BASE.replace('    y = x\n    return y', '    y = -x\n    return 1');
    expect(apply(one, other)).toEqual({ text });
    expect(apply(other, one)).toEqual({ text });
  });

  it.each([
    {
      says: 'change the same line',
      a: '@@\n-    y = x\n+    y = 1',
      b: '@@\n-    y = x\n+    y = 2',
    },
    { says: 'add at the same place', a: '@@\n     y = x\n+    a', b: '@@\n+    b\n     return y' },
    {
      says: 'add between lines that the other replaces',
      a: '@@\n     y = x\n+    a',
      b: '@@\n-    y = x\n-    return y\n+    return 1',
    },
  ])('are refused when they $says', ({ a, b }) => {
    for (const [first, second] of [
      [a, b],
      [b, a],
    ]) {
      const made = apply(edit(first ?? '', 'first'), edit(second ?? '', 'second'));
      expect(made).toMatchObject({ refusals: [{ edit: 'second', line: 1 }] });
      expect('refusals' in made && made.refusals[0]?.message).toMatch(
        /^This hunk and the edit first both change lines? /,
      );
    }
  });
});

describe('any edits of any program', () => {
  // Few different lines, so that they often occur several times.
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', ''), {
    minLength: 1,
    maxLength: 8,
  });
  const text = (all: readonly string[]): string => `${all.join('\n')}\n`;

  /** A hunk that occurs at least once in the program, and changes something. */
  const hunkOf = (base: readonly string[]): fc.Arbitrary<Edit> =>
    fc
      .record({
        start: fc.nat(base.length - 1),
        kinds: fc.array(fc.constantFrom('keep' as const, 'remove' as const), {
          minLength: 1,
          maxLength: 4,
        }),
        added: fc.array(fc.tuple(fc.nat(4), fc.constantFrom('a', 'b', 'new')), { maxLength: 2 }),
      })
      .map(({ start, kinds, added }) => {
        const hunk: EditLine[] = base
          .slice(start, start + kinds.length)
          .map((one, index) => ({ kind: kinds[index] ?? 'keep', text: one }));
        for (const [at, one] of added) hunk.splice(at, 0, { kind: 'add', text: one });
        return { name: 'any', hunks: [{ at: 1, lines: hunk }] };
      })
      .filter(({ hunks }) => hunks[0]?.lines.some(({ kind }) => kind !== 'keep') === true);

  const twoEdits = lines.chain((base) => fc.tuple(fc.constant(base), hunkOf(base), hunkOf(base)));
  const make = (all: readonly string[], ...edits: readonly Edit[]): string | null => {
    const made = applyEdits({ name: 'p', text: text(all) }, edits);
    return 'text' in made ? made.text : null;
  };

  it('give the same in any order', () => {
    fc.assert(
      fc.property(twoEdits, ([base, a, b]) => {
        expect(make(base, a, b)).toBe(make(base, b, a));
      }),
    );
  });

  it('give together what they give one after the other, where the order does not matter', () => {
    const oneAfterTheOther = (base: readonly string[], a: Edit, b: Edit): string | null => {
      const first = make(base, a);
      if (first === null) return null;
      const after = applyEdits({ name: 'p', text: first }, [b]);
      return 'text' in after ? after.text : null;
    };
    fc.assert(
      fc.property(twoEdits, ([base, a, b]) => {
        // Among equal lines, a change can make an edit fit where it does not belong.
        fc.pre(new Set(base).size === base.length);
        const both = make(base, a, b);
        const after = oneAfterTheOther(base, a, b);
        if (both === null || after === null || after !== oneAfterTheOther(base, b, a)) return;
        expect(both).toBe(after);
      }),
    );
  });

  it('are undone by the opposite edit, or that is refused', () => {
    const opposite = { keep: 'keep', add: 'remove', remove: 'add' } as const;
    fc.assert(
      fc.property(twoEdits, ([base, a]) => {
        const made = make(base, a);
        const undo = a.hunks.map(({ at, lines: its }) => ({
          at,
          lines: its.map((one) => ({ ...one, kind: opposite[one.kind] })),
        }));
        // Without any context left, the opposite does not say where it belongs.
        if (made === null || undo[0]?.lines.every(({ kind }) => kind === 'add') === true) return;
        const back = applyEdits({ name: 'p', text: made }, [{ name: 'undo', hunks: undo }]);
        if ('text' in back) expect(back.text).toBe(text(base));
      }),
    );
  });
});
