/** The one stretch of lines in which two texts differ. */

export interface ChangedLines {
  /** Index of the first line that differs. */
  readonly from: number;
  /** Index after the last line of the old text that differs. */
  readonly to: number;
  /** What stands there in the new text. */
  readonly lines: readonly string[];
}

/** Null when the texts are the same. */
export function changedLines(
  before: readonly string[],
  after: readonly string[],
): ChangedLines | null {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  if (from === before.length && from === after.length) return null;
  let same = 0;
  while (
    same < most - from &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  ) {
    same += 1;
  }
  return { from, to: before.length - same, lines: after.slice(from, after.length - same) };
}
