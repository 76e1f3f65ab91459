/**
 * Texts beside the history, each in a file that is named by its hash: the same text is kept once. cacache does
 * the same with an index of keys; here the history is that index, and the least recently used texts are removed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodeStore } from '../core/ports.ts';

/** A larger text is not an answer to a drill, and is not kept. In bytes. */
export const LARGEST_TEXT = 1_000_000;
/** When all texts together are larger, those that were needed least recently go. In bytes. */
export const LARGEST_STORE = 200_000_000;

const HASH = /^[0-9a-f]{64}$/;

interface Kept {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

export class DiskCodeStore implements CodeStore {
  /** Bytes of all texts, once they were counted. */
  private bytes: number | null = null;

  constructor(
    private readonly folder: string,
    private readonly onProblem: (message: string) => void = () => undefined,
    private readonly largest = LARGEST_STORE,
  ) {}

  async put(text: string): Promise<string | null> {
    const bytes = Buffer.from(text);
    if (bytes.length > LARGEST_TEXT) return null;
    const hash = createHash('sha256').update(bytes).digest('hex');
    const path = this.pathOf(hash);
    try {
      if (await touched(path)) return hash;
      await mkdir(join(path, '..'), { recursive: true });
      // Whole or not at all: another window may read it at any time.
      const draft = `${path}.${process.pid}.new`;
      await writeFile(draft, bytes);
      await rename(draft, path);
      this.bytes = this.bytes === null ? sum(await this.all()) : this.bytes + bytes.length;
      if (this.bytes > this.largest) await this.shrink();
      return hash;
    } catch (error) {
      this.onProblem(`The code from this attempt could not be saved (${String(error)}).`);
      return null;
    }
  }

  async get(hash: string): Promise<string | null> {
    if (!HASH.test(hash)) return null;
    const bytes = await readFile(this.pathOf(hash)).catch(() => null);
    // A file that was damaged is worse than none: its text would pass for the candidate's.
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== hash) return null;
    return bytes.toString('utf8');
  }

  pathOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }

  async keepOnly(hashes: ReadonlySet<string>): Promise<void> {
    for (const { path } of await this.all()) {
      if (!hashes.has(path.slice(-64))) await rm(path, { force: true }).catch(() => undefined);
    }
    this.bytes = null;
  }

  /** Removes the least recently needed until a tenth is free. */
  private async shrink(): Promise<void> {
    const all = (await this.all()).sort((a, b) => a.usedAt - b.usedAt);
    let bytes = sum(all);
    for (const { path, bytes: own } of all) {
      if (bytes <= this.largest * 0.9) break;
      await rm(path, { force: true });
      bytes -= own;
    }
    this.bytes = bytes;
  }

  private async all(): Promise<Kept[]> {
    const kept: Kept[] = [];
    const names = await readdir(this.folder, { recursive: true }).catch(() => []);
    for (const name of names) {
      if (!HASH.test(name.slice(-64))) continue;
      const path = join(this.folder, name);
      const stats = await stat(path).catch(() => null);
      if (stats?.isFile()) kept.push({ path, bytes: stats.size, usedAt: stats.mtimeMs });
    }
    return kept;
  }
}

/** Whether the file is there; then it counts as needed now. */
async function touched(path: string): Promise<boolean> {
  try {
    await utimes(path, new Date(), new Date());
    return true;
  } catch {
    return false;
  }
}

function sum(all: readonly Kept[]): number {
  return all.reduce((bytes, one) => bytes + one.bytes, 0);
}
