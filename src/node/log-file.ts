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
import { dirname } from 'node:path';

const NEWLINE = 0x0a;
const CHUNK = 1 << 20;

export interface NewLines {
  readonly lines: readonly string[];
  /** The file was replaced or cut: what was read before no longer counts. */
  readonly restarted: boolean;
}

export class LogFile {
  private offset = 0;
  private inode = 0;

  constructor(readonly path: string) {}

  /** Writes whole lines, each ending in a newline. Throws what the file system throws; a part may be written. */
  append(lines: string): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const file = openSync(this.path, 'a+');
    try {
      const bytes = Buffer.from(endsTorn(file) ? `\n${lines}` : lines);
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
    } finally {
      closeSync(file);
    }
  }

  /** The complete lines that came since the last call. A last line without newline is left for later. */
  readNew(): NewLines {
    const stat = this.stat();
    const restarted = stat === null || stat.ino !== this.inode || stat.size < this.offset;
    if (restarted) this.offset = 0;
    this.inode = stat?.ino ?? 0;
    const lines = stat === null || stat.size === this.offset ? [] : this.readLines();
    return { lines, restarted };
  }

  /** Reads from the beginning at the next `readNew`. */
  rewind(): void {
    this.inode = 0;
  }

  private stat(): Stats | null {
    return statSync(this.path, { throwIfNoEntry: false }) ?? null;
  }

  private readLines(): string[] {
    const bytes = readFrom(this.path, this.offset);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    this.offset += end;
    return bytes
      .toString('utf8', 0, end)
      .split('\n')
      .filter((line) => line.trim() !== '');
  }
}

function endsTorn(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] !== NEWLINE;
}

function readFrom(path: string, offset: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let at = offset; ;) {
      const chunk = Buffer.alloc(CHUNK);
      const count = readSync(file, chunk, 0, CHUNK, at);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      at += count;
    }
  } finally {
    closeSync(file);
  }
}
