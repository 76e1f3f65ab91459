/**
 * The files of the built-in drills and drawings as the package has them: compressed together, which takes half the space.
 * Python and editors need real files, so those of a drill are written out when it is first needed.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, UserError } from '../core/errors.ts';
import { TextArchive } from './text-archive.ts';

/** Files of another version go when nobody has used them for so long; until then, another window may need them. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

interface Opened {
  readonly archive: TextArchive;
  /** Where its files go: another archive has another folder, so that windows of two versions do not get in each other's way. */
  readonly folder: string;
}

export class PackedFiles {
  private opened: Promise<Opened> | null = null;
  /** Files that had the right content in this session. */
  private readonly compared = new Set<string>();

  /** `file` is the archive, and `storage` the folder under which its files are written. */
  constructor(
    private readonly file: string,
    private readonly storage: string,
  ) {}

  /**
   * The folder with all files whose names in the archive begin with `name` and a slash. Whatever is missing or damaged
   * is written anew, each file as a whole, so that windows can do this at the same time. Every check asks for it, so the
   * content is compared once in a session, and afterwards only the size.
   */
  async folder(name: string): Promise<string> {
    const { archive, folder } = await this.open();
    const names = archive.names().filter((one) => one.startsWith(`${name}/`));
    try {
      await Promise.all(
        names.map((one) => this.place(join(folder, one), archive.bytesOf(one) ?? Buffer.alloc(0))),
      );
    } catch (error) {
      throw new UserError(
        `The files of ${name} cannot be written to ${folder} (${messageOf(error)}). Make room there, or allow writing to that folder, and try again.`,
      );
    }
    return join(folder, name);
  }

  /** Leaves a file alone that already has this content. */
  private async place(path: string, content: Buffer): Promise<void> {
    const isThere = this.compared.has(path)
      ? (await stat(path).catch(() => null))?.size === content.length
      : (await readFile(path).catch(() => null))?.equals(content);
    if (isThere !== true) await write(path, content);
    this.compared.add(path);
  }

  private open(): Promise<Opened> {
    if (this.opened) return this.opened;
    this.opened = this.read();
    // What could not be read once may be readable later.
    this.opened.catch(() => (this.opened = null));
    return this.opened;
  }

  private async read(): Promise<Opened> {
    try {
      const bytes = await readFile(this.file);
      const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      const archive = await TextArchive.from(bytes);
      // What is left of earlier versions only takes space.
      await this.tidy(version).catch(() => undefined);
      return { archive, folder: join(this.storage, version) };
    } catch (error) {
      throw new UserError(
        `The content file ${this.file} cannot be read (${messageOf(error)}). Reinstall the extension.`,
      );
    }
  }

  /** Notes that this version is used, and removes those that have not been for long. */
  private async tidy(version: string): Promise<void> {
    const now = new Date();
    await mkdir(join(this.storage, version), { recursive: true });
    await utimes(join(this.storage, version), now, now);
    for (const other of await readdir(this.storage)) {
      const path = join(this.storage, other);
      const { mtimeMs } = await stat(path);
      if (now.getTime() - mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true });
    }
  }
}

async function write(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}.new`;
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}
