/** The built-in content and the packs of the user's own as one catalogue. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clinic } from '../core/clinics/case.ts';
import type { Board, Catalogue, ContentIndex, Drill, GuideMistake, Oral } from '../core/content.ts';
import { messageOf } from '../core/errors.ts';
import { gather, type Gathered, type PackFolder, type Shelf } from '../core/library.ts';
import type { Pack, Problem } from '../core/pack.ts';
import type { Packs } from '../core/ports.ts';
import { stampOf } from './pack-stamp.ts';

/** Loaded only when a pack is read: the compiler is large. */
export type ReadPack = (folder: string) => Promise<Pack>;

interface LibraryOptions {
  readonly own: Catalogue;
  readonly readPack: ReadPack;
  /** Folder for what is opened as a file and is none in a pack: model answers of designs. */
  readonly cache: string;
}

interface ReadOnce {
  readonly pack: Promise<Pack>;
  /** Taken before the files were read. */
  readonly stamp: Promise<string>;
}

export class Library implements Catalogue, Packs {
  private readonly own: Catalogue;
  private readonly listeners = new Set<() => void>();
  private used: readonly PackFolder[] = [];
  private readonly packs = new Map<string, ReadOnce>();
  private gathered: Gathered | null = null;
  /** One change at a time, in the order in which they were asked for. */
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: LibraryOptions) {
    this.own = options.own;
  }

  get current(): ContentIndex {
    return this.gathered?.index ?? { exercises: [], drills: [], checklist: [], guide: [] };
  }

  get folders(): readonly PackFolder[] {
    return this.used;
  }

  get problems(): readonly Problem[] {
    return this.gathered?.problems ?? [];
  }

  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  use(folders: readonly PackFolder[], changed: readonly string[] = []): Promise<void> {
    return this.next(async () => {
      const paths = new Set(folders.map(({ path }) => path));
      const same = [...paths].join('\0') === this.used.map(({ path }) => path).join('\0');
      if (same && changed.length === 0 && this.gathered !== null) return;
      this.used = folders;
      for (const path of this.packs.keys()) {
        if (!paths.has(path) || changed.includes(path)) this.packs.delete(path);
      }
      await this.arrange();
    });
  }

  async outdated(): Promise<readonly string[]> {
    const all = await Promise.all(
      [...this.packs].map(async ([path, { stamp }]) =>
        (await stamp) === (await stampOf(path)) ? [] : [path],
      ),
    );
    return all.flat();
  }

  async index(): Promise<ContentIndex> {
    await this.next(async () => {
      if (this.gathered === null) await this.arrange();
    });
    return this.current;
  }

  async drill(id: string): Promise<Drill> {
    const pack = this.packOf(id);
    return pack?.drills.find(({ drill }) => drill.id === id)?.drill ?? this.own.drill(id);
  }

  async oral(id: string): Promise<Oral> {
    const pack = this.packOf(id);
    return pack?.orals.find(({ oral }) => oral.id === id)?.oral ?? this.own.oral(id);
  }

  async board(id: string): Promise<Board> {
    const pack = this.packOf(id);
    return pack?.boards.find(({ board }) => board.id === id)?.board ?? this.own.board(id);
  }

  async clinic(id: string): Promise<Clinic> {
    const pack = this.packOf(id);
    return pack?.clinics.find(({ clinic }) => clinic.id === id)?.clinic ?? this.own.clinic(id);
  }

  async guideMistakes(): Promise<readonly GuideMistake[]> {
    const packs = await Promise.all([...this.packs.values()].map(({ pack }) => pack));
    return [...(await this.own.guideMistakes()), ...packs.flatMap((one) => one.guideMistakes)];
  }

  folder(id: string): string {
    const shelf = this.gathered?.shelfOf.get(id);
    return shelf ? join(shelf.folder.path, 'coding', id) : this.own.folder(id);
  }

  answerFile(id: string): string {
    const shelf = this.gathered?.shelfOf.get(id);
    return shelf ? this.answerPath(shelf.folder, id) : this.own.answerFile(id);
  }

  guideFile(id: string): string {
    const shelf = this.gathered?.pageShelf.get(id);
    return shelf
      ? join(shelf.folder.path, 'guide', ...`${id}.md`.split('/'))
      : this.own.guideFile(id);
  }

  referenceDrawing(id: string): string {
    const shelf = this.gathered?.shelfOf.get(id);
    return shelf
      ? join(shelf.folder.path, ...id.split('/'), 'reference.excalidraw')
      : this.own.referenceDrawing(id);
  }

  private packOf(id: string): Pack | undefined {
    return this.gathered?.shelfOf.get(id)?.pack;
  }

  private next(step: () => Promise<void>): Promise<void> {
    const done = this.work.then(step);
    this.work = done.catch(() => undefined);
    return done;
  }

  private async arrange(): Promise<void> {
    const shelves = await Promise.all(
      this.used.map(async (folder): Promise<Shelf> => {
        return { folder, pack: await this.pack(folder) };
      }),
    );
    const own = await this.own.index();
    this.gathered = gather(own, shelves);
    for (const listener of this.listeners) listener();
  }

  private pack(folder: PackFolder): Promise<Pack> {
    const known = this.packs.get(folder.path);
    if (known) return known.pack;
    const stamp = stampOf(folder.path);
    const pack = stamp.then(() => this.read(folder));
    this.packs.set(folder.path, { pack, stamp });
    return pack;
  }

  /** Never rejects: what cannot be read is an empty pack with a problem. */
  private async read(folder: PackFolder): Promise<Pack> {
    try {
      const pack = await this.options.readPack(folder.path);
      for (const { oral, answer } of pack.orals) {
        if (answer === null) continue;
        const file = this.answerPath(folder, oral.id);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, answer);
      }
      return pack;
    } catch (error) {
      const message = `This pack cannot be read (${messageOf(error)}).`;
      return { ...EMPTY, problems: [{ file: folder.path, line: 1, column: 1, message }] };
    }
  }

  private answerPath({ path }: PackFolder, id: string): string {
    const pack = createHash('sha256').update(path).digest('hex').slice(0, 16);
    return join(this.options.cache, pack, ...`${id}.md`.split('/'));
  }
}

const EMPTY: Pack = {
  drills: [],
  orals: [],
  boards: [],
  clinics: [],
  checklist: [],
  guideMistakes: [],
  guide: [],
  problems: [],
};
