/** How a file of a drill or another exercise is recognised, wherever it lies and whatever it is called. */

/** A byte order mark may come first: some editors on Windows write one. */
const MARK =
  /^\uFEFF?(?:#|<!--|[ \t]*"source": ?")[ \t]*Tensor Drills:[ \t]*([a-z0-9-]+(?:\/[a-z0-9-]+)?)/m;

/** The first line of every file: tells which exercise it belongs to, under whatever name it is kept. */
export function markLine(exercise: string, language: 'python' | 'markdown' = 'python'): string {
  const mark = `Tensor Drills: ${exercise} (keep this line)`;
  return language === 'python' ? `# ${mark}` : `<!-- ${mark} -->`;
}

/** The same for a drawing, as the program that it says it was made with: its format has no comments. */
export function markSource(exercise: string): string {
  return `Tensor Drills: ${exercise}`;
}

/** The exercise that a file's text says it belongs to, from the mark in its first lines; null for none. */
export function markedDrill(text: string): string | null {
  const head = text.split('\n', 5).join('\n');
  return MARK.exec(head)?.[1] ?? null;
}

/** The zero-based line on which the candidate writes first; 0 when nothing is left to fill in. */
export function firstLineToWrite(text: string): number {
  const lines = text.split('\n');
  return Math.max(
    0,
    lines.findIndex((line) => /^\s*raise NotImplementedError\b/.test(line)),
  );
}
