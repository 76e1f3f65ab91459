/**
 * An append-only file of lines that several processes write at once. An append is one write in append mode, so
 * whole lines never mix. A line that a crash or a full disk tore is closed off before the next one is written.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const NEWLINE = 0x0a;
/** How many bytes before the place reached are compared to see that the file is still the one that was read. */
const MEMORY = 64;

export interface NewLines {
  /** Complete lines, without empty ones; cut when asked for, so that a long file is never held as a list. */
  readonly lines: Iterable<string>;
  /** What stands after the last newline: a line that is being written, or that was torn. It comes again later. */
  readonly rest: string;
  /** The file was replaced, cut or deleted: what was read before no longer counts. */
  readonly restarted: boolean;
}

export class LogFile {
  /** What the file looked like from outside when it was last read. */
  private look = '';
  /** Up to where complete lines were read. */
  private offset = 0;
  /** The last bytes before `offset`. */
  private before: Buffer = Buffer.alloc(0);

  constructor(readonly path: string) {}

  /** Writes whole lines, each ending in a newline. Throws what the file system throws; a part may be written. */
  append(lines: string): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const file = openSync(this.path, 'a+');
    try {
      // A write that was cut short is not continued: another process may have appended in between.
      while (!writeWhole(file, lines));
    } finally {
      closeSync(file);
    }
  }

  /** Whether the file looks other than when it was last read. */
  async hasChanged(): Promise<boolean> {
    return lookOf(await stat(this.path).catch(() => undefined)) !== this.look;
  }

  /** What came since the last call. */
  readNew(): NewLines {
    const stats = statSync(this.path, { throwIfNoEntry: false });
    this.look = lookOf(stats);
    if (!stats) return { lines: [], rest: '', restarted: this.rewind() };
    const file = openSync(this.path, 'r');
    try {
      const restarted = !this.isWhereItWas(file) && this.rewind();
      const bytes = readFrom(file, this.offset);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      this.advance(bytes.subarray(0, end));
      const lines = linesOf(bytes.toString('utf8', 0, end));
      return { lines, rest: bytes.toString('utf8', end), restarted };
    } finally {
      closeSync(file);
    }
  }

  /** Reads from the beginning at the next `readNew`; returns whether anything had been read. */
  rewind(): boolean {
    const hadRead = this.offset > 0;
    this.offset = 0;
    this.before = Buffer.alloc(0);
    return hadRead;
  }

  private isWhereItWas(file: number): boolean {
    const now = Buffer.alloc(this.before.length);
    const count = readSync(file, now, 0, now.length, this.offset - now.length);
    return count === now.length && now.equals(this.before);
  }

  private advance(bytes: Buffer): void {
    this.offset += bytes.length;
    this.before = Buffer.concat([this.before, bytes.subarray(-MEMORY)]).subarray(-MEMORY);
  }
}

function lookOf(stats: Stats | undefined): string {
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : '';
}

/** Appends `lines` in one write, on a line of their own; returns whether all of it was written. */
function writeWhole(file: number, lines: string): boolean {
  const bytes = Buffer.from(endsTorn(file) ? `\n${lines}` : lines);
  return writeSync(file, bytes) === bytes.length;
}

function endsTorn(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] !== NEWLINE;
}

/** All bytes from `offset` on, also those that are appended meanwhile. */
function readFrom(file: number, offset: number): Buffer {
  const chunks: Buffer[] = [];
  for (let at = offset; ;) {
    const chunk = Buffer.allocUnsafe(Math.max(4096, fstatSync(file).size - at));
    const count = readSync(file, chunk, 0, chunk.length, at);
    if (count === 0) return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
    at += count;
  }
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end).trim();
    if (line !== '') yield line;
    start = end + 1;
  }
}
