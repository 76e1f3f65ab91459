/** The text of an edit: a small diff in which lines say by their first character what becomes of them. */

export interface EditLine {
  readonly kind: 'keep' | 'remove' | 'add';
  readonly text: string;
}

export interface Hunk {
  /** Line where it begins in the edit, from 1. */
  readonly at: number;
  readonly lines: readonly EditLine[];
}

export type ParsedEdit =
  { readonly hunks: readonly Hunk[] } | { readonly line: number; readonly message: string };

/** Reads the text of an edit, or says what is wrong with its first bad line (from 1). */
export function parseEdit(text: string): ParsedEdit {
  const hunks: { at: number; lines: EditLine[] }[] = [];
  const lines = text.replace(/\n$/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    const at = index + 1;
    const begins = /^@@( |$)/.test(line);
    // The first hunk needs no line @@ of its own.
    if (begins || index === 0) hunks.push({ at, lines: [] });
    if (begins) continue;
    const kind = kindOf(line);
    if (kind === null) {
      const message =
        'A line of an edit must begin with "-" (removed), "+" (added) or a space (context), or be @@.';
      return { line: at, message };
    }
    hunks.at(-1)?.lines.push({ kind, text: line.slice(1) });
  }
  for (const { at, lines: its } of hunks) {
    if (its.every(({ kind }) => kind === 'keep')) {
      return { line: at, message: 'This hunk changes nothing: it has no line with "-" or "+".' };
    }
    if (its.every(({ kind }) => kind === 'add')) {
      const message = 'This hunk does not say where it belongs. Add a line of context.';
      return { line: at, message };
    }
  }
  return { hunks };
}

/** An empty line is an empty line of context: editors take the space at its end away. */
function kindOf(line: string): EditLine['kind'] | null {
  if (line === '' || line.startsWith(' ')) return 'keep';
  if (line.startsWith('-')) return 'remove';
  return line.startsWith('+') ? 'add' : null;
}
