/** What a VSIX, which is a zip file, holds: read from the directory at its end. */
import { readFileSync } from 'node:fs';

export interface VsixEntry {
  readonly path: string;
  /** Bytes as they are shipped. */
  readonly compressed: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Throws where the file is not a zip. */
export function vsixEntries(file: string): VsixEntry[] {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error(`${file} is not a zip file.`);
  const entries: VsixEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error(`${file} is damaged.`);
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const start = at + 46;
    entries.push({
      path: bytes.toString('utf8', start, start + (name ?? 0)),
      compressed: bytes.readUInt32LE(at + 20),
    });
    at = start + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}
