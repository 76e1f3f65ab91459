/** The built-in content and the packs of the user's own as one catalogue. */
import { join } from 'node:path';
import type { Clinic } from '../core/clinics/case.ts';
import type {
  Article,
  Board,
  Catalogue,
  ContentIndex,
  Drill,
  GuideMistake,
  Oral,
} from '../core/content.ts';
import { UserError } from '../core/errors.ts';
import { OneAtATime } from '../core/slices.ts';
import { mergeContent, type MergedContent, type PackFolder } from '../core/library.ts';
import type { Pack } from '../core/pack.ts';
import type { PackReader, Packs } from '../core/ports.ts';
import { isInsideFolder } from '../core/inside-folder.ts';
import { LoadedPack } from './loaded-pack.ts';
import type { Problem } from '../core/problem.ts';

/**
 * A pack at once: whole, or of its coding drills only those that are named and nothing else. Loaded only when a pack is
 * read: the compiler is large.
 */
export type ReadPack = (folder: string, drills?: readonly string[]) => Promise<Pack>;

interface LibraryOptions {
  readonly own: Catalogue;
  readonly reader: PackReader;
}

export class Library implements Catalogue, Packs {
  private readonly own: Catalogue;
  private readonly listeners = new Set<() => void>();
  private used: readonly PackFolder[] = [];
  private readonly packs = new Map<string, LoadedPack>();
  private merged: MergedContent | null = null;
  /** One change at a time, in the order in which they were asked for. */
  private readonly work = new OneAtATime();

  constructor(private readonly options: LibraryOptions) {
    this.own = options.own;
  }

  get current(): ContentIndex {
    return this.merged?.index ?? { exercises: [], drills: [], checklist: [], guide: [], plans: [] };
  }

  get folders(): readonly PackFolder[] {
    return this.used;
  }

  get problems(): readonly Problem[] {
    return this.merged?.problems ?? [];
  }

  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  use(
    folders: readonly PackFolder[] | Promise<readonly PackFolder[]>,
    changed: readonly string[] = [],
  ): Promise<void> {
    return this.work.run(async () => {
      const wanted = await folders;
      const before = this.indexes();
      const paths = new Set(wanted.map(({ path }) => path));
      for (const path of this.packs.keys()) if (!paths.has(path)) this.packs.delete(path);
      this.used = wanted;
      for (const folder of wanted) await this.read(folder, changed);
      const after = this.indexes();
      if (this.merged !== null && same(before, after)) return;
      await this.arrange();
    });
  }

  settled(): Promise<void> {
    return this.work.settled();
  }

  /** Does not wait for packs: they come when they are read. */
  async index(): Promise<ContentIndex> {
    if (this.merged === null) await this.arrange();
    return this.current;
  }

  async drill(id: string): Promise<Drill> {
    const pack = await this.unitOf(id);
    return pack ? found(pack.drills[0]?.drill, id, pack) : this.own.drill(id);
  }

  async oral(id: string): Promise<Oral> {
    const pack = await this.unitOf(id);
    return pack ? found(pack.orals[0]?.oral, id, pack) : this.own.oral(id);
  }

  async board(id: string): Promise<Board> {
    const pack = await this.unitOf(id);
    return pack ? found(pack.boards[0]?.board, id, pack) : this.own.board(id);
  }

  async clinic(id: string): Promise<Clinic> {
    const pack = await this.unitOf(id);
    return pack ? found(pack.clinics[0]?.clinic, id, pack) : this.own.clinic(id);
  }

  async article(id: string): Promise<Article> {
    const pack = await this.unitOf(id);
    return pack ? found(pack.articles[id], id, pack) : this.own.article(id);
  }

  async guideMistakes(): Promise<readonly GuideMistake[]> {
    const packs = [...this.packs.values()].flatMap((one) => one.guideMistakes());
    return [...(await this.own.guideMistakes()), ...packs];
  }

  async folder(id: string): Promise<string> {
    const place = this.merged?.placeOf.get(id);
    return place ? join(place.folder.path, 'coding', id) : this.own.folder(id);
  }

  async referenceDrawing(id: string): Promise<string> {
    const place = this.merged?.placeOf.get(id);
    return place
      ? join(place.folder.path, ...id.split('/'), 'reference.excalidraw')
      : this.own.referenceDrawing(id);
  }

  /** The unit of a pack that has the exercise or page; null where it is built in. */
  private async unitOf(id: string): Promise<Pack | null> {
    const place = this.merged?.placeOf.get(id);
    const pack = place && this.packs.get(place.folder.path);
    return pack ? pack.unit(place.path) : null;
  }

  private async read(folder: PackFolder, changed: readonly string[]): Promise<void> {
    const { path } = folder;
    const known = this.packs.get(path);
    const touched = changed.filter((one) => isInsideFolder(one, path));
    if (known && touched.length === 0) return;
    const pack = known ?? new LoadedPack(folder, this.options.reader);
    await pack.read(known && !touched.includes(path) ? touched : null);
    this.packs.set(path, pack);
  }

  private indexes() {
    return this.used.flatMap(({ path }) => this.packs.get(path)?.packIndex ?? []);
  }

  private async arrange(): Promise<void> {
    const own = await this.own.index();
    this.merged = mergeContent(own, this.indexes());
    for (const listener of this.listeners) listener();
  }
}

/** The file may have changed since it was listed; then this says what is wrong with it. */
function found<T>(thing: T | undefined, id: string, { problems: [problem] }: Pack): T {
  if (thing !== undefined) return thing;
  throw new UserError(
    problem
      ? `${problem.file}:${problem.line}:${problem.column} ${problem.message}`
      : `"${id}" is no longer in its pack.`,
  );
}

function same(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, i) => one === others[i]);
}
