/**
 * An append-only file of lines that several processes write at once. An append is one write in append mode, so
 * whole lines never mix. A line that a crash or a full disk tore is closed off before the next one is written.
 */
import {
  closeSync,
  constants,
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
import { linesIn, type Line } from '../protocol/lines.ts';

const NEWLINE = 0x0a;
/** How many bytes before the place reached are compared to see that the file is still the one that was read. */
const MEMORY = 64;

export interface NewLines {
  /** Complete lines, without empty ones; cut when asked for, so that a long file is never held as a list. */
  readonly lines: Iterable<Line>;
  /** What stands after the last newline: a line that is being written, or that was torn. It comes again later. */
  readonly rest: Iterable<Line>;
  /** The file was replaced, cut or deleted: what was read before no longer counts. */
  readonly restarted: boolean;
  /** There are more lines than were asked for. */
  readonly more: boolean;
}

export class LogFile {
  /** What the file looked like from outside when it was last read. */
  private look = '';
  /** Up to where complete lines were read, in bytes and in lines. */
  private offset = 0;
  private lines = 0;
  /** The last bytes before `offset`. */
  private before: Buffer = Buffer.alloc(0);

  constructor(readonly path: string) {}

  /** Writes whole lines, each ending in a newline. Throws what the file system throws; a part may be written. */
  append(lines: string): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const file = openRegular(this.path, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR);
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

  /** Bytes that were read. */
  get size(): number {
    return this.offset;
  }

  /** What came since the last call, up to `most` bytes and the end of a line. */
  readNew(most = Infinity): NewLines {
    const stats = statSync(this.path, { throwIfNoEntry: false });
    this.look = lookOf(stats);
    if (!stats) return { lines: [], rest: [], restarted: this.rewind(), more: false };
    const file = openRegular(this.path, constants.O_RDONLY);
    try {
      const restarted = !this.isWhereItWas(file) && this.rewind();
      let bytes = readFrom(file, this.offset, most);
      let end = bytes.lastIndexOf(NEWLINE) + 1;
      for (let limit = most; end === 0 && bytes.length >= limit;) {
        limit *= 4;
        bytes = readFrom(file, this.offset, limit);
        end = bytes.lastIndexOf(NEWLINE) + 1;
      }
      const more = bytes.length >= most && fstatSync(file).size > this.offset + bytes.length;
      const lines = linesIn(bytes.subarray(0, end), this.lines + 1);
      this.advance(bytes.subarray(0, end));
      const rest = more ? [] : linesIn(bytes.subarray(end), this.lines + 1);
      return { lines, rest, restarted, more };
    } finally {
      closeSync(file);
    }
  }

  /** Reads from the beginning at the next `readNew`; returns whether anything had been read. */
  rewind(): boolean {
    const hadRead = this.offset > 0;
    this.offset = 0;
    this.lines = 0;
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
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) {
      this.lines += 1;
    }
    this.before = Buffer.concat([this.before, bytes.subarray(-MEMORY)]).subarray(-MEMORY);
  }
}

/**
 * Opens a file, and nothing else: a pipe would be waited for, and a device may never end. Looks before, because merely
 * opening a device can do something, and after, because the file may have been replaced; never waits in between.
 */
function openRegular(path: string, flags: number): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) throw new Error(NOT_A_FILE);
  const file = openSync(path, flags | constants.O_NONBLOCK, 0o666);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new Error(NOT_A_FILE);
}

const NOT_A_FILE = 'it is not an ordinary file';

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

/** Bytes from `offset` on, at most `most`, also those that are appended meanwhile. */
function readFrom(file: number, offset: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  for (let at = offset, left = most; ;) {
    const wanted = Math.min(left, Math.max(4096, fstatSync(file).size - at));
    const chunk = Buffer.allocUnsafe(wanted);
    const count = wanted === 0 ? 0 : readSync(file, chunk, 0, wanted, at);
    if (count === 0) return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
    at += count;
    left -= count;
  }
}
