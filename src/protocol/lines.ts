/** The lines of a file that anybody may have written. One that is too long to be ours comes in pieces. */

export interface Line {
  /** Without blanks at its ends; never empty. */
  readonly text: string;
  /** From 1; all pieces of a line have its number. */
  readonly number: number;
}

const NEWLINE = 0x0a;
/** How every line of ours begins. Inside a JSON string the quotes are escaped, so it stands nowhere else. */
const START = new TextEncoder().encode('{"v":');
/** From this length on, in bytes, a line is cut where another seems to begin: a piece is read in one go. */
const LONG = 1 << 20;
/** No line of ours is longer: it holds a text of at most a megabyte, with each byte escaped. */
const LONGEST = 8 << 20;

/** The lines that are not empty, cut on demand, so that a long file is never held as a list. `first` is the number of the first. */
export function* linesIn(bytes: Uint8Array, first = 1): Generator<Line> {
  const decoder = new TextDecoder();
  let number = first;
  for (let start = 0; start < bytes.length; number += 1) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    while (start < end) {
      const cut = end - start <= LONG ? end : cutBefore(bytes, start, end);
      const text = decoder.decode(bytes.subarray(start, cut)).trim();
      if (text !== '') yield { text, number };
      start = cut;
    }
    start = end + 1;
  }
}

function cutBefore(bytes: Uint8Array, start: number, end: number): number {
  const [soon, most] = [start + LONG, Math.min(end, start + LONGEST)];
  let at = bytes.lastIndexOf(START[0] ?? 0, soon);
  while (at > start && !begins(bytes, at)) at = bytes.lastIndexOf(START[0] ?? 0, at - 1);
  if (at > start) return at;
  at = bytes.indexOf(START[0] ?? 0, soon);
  while (at >= 0 && at < most && !begins(bytes, at)) at = bytes.indexOf(START[0] ?? 0, at + 1);
  return at < 0 || at > most ? most : at;
}

function begins(bytes: Uint8Array, at: number): boolean {
  for (let i = 1; i < START.length; i += 1) if (bytes[at + i] !== START[i]) return false;
  return true;
}
