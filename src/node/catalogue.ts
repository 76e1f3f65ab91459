/** The built-in content: the build compiles it into one archive, of which each part is parsed when it is first needed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  hasArticle,
  isDrill,
  type Article,
  type Board,
  type Catalogue,
  type ContentIndex,
  type Drill,
  type GuideMistake,
  type Oral,
} from '../core/content.ts';
import type { Clinic } from '../core/clinics/case.ts';
import { messageOf, UserError } from '../core/errors.ts';
import { PackedFiles } from './packed-files.ts';
import { TextArchive } from './text-archive.ts';

/** The archive with the files of drills, in the extension's folder. */
export const PACKED = 'dist/content/files.br';
/** The folder in that archive with Python packages. */
export const PACKED_PYTHON = 'python';

/**
 * The archive with all compiled content, in the extension's folder. Several archives would take a seventh more space, and
 * reading only one of them would save a few milliseconds on another thread.
 */
export const COMPILED = 'dist/content/catalogue.br';

export class BuiltInCatalogue implements Catalogue {
  private readonly parts = new Map<string, Promise<unknown>>();
  private archive: Promise<TextArchive> | null = null;
  private readonly packed: PackedFiles;

  /** `root` is the extension's folder; `storage` is where the files of drills go if the package has them in an archive. */
  constructor(
    private readonly root: string,
    storage: string,
  ) {
    this.packed = new PackedFiles(join(root, PACKED), storage);
  }

  async index(): Promise<ContentIndex> {
    const index = await this.part<Omit<ContentIndex, 'drills'>>('lists/index');
    return { ...index, drills: index.exercises.filter(isDrill) };
  }

  guideMistakes(): Promise<readonly GuideMistake[]> {
    return this.part('lists/guide');
  }

  async drill(id: string): Promise<Drill> {
    const { drills } = await this.index();
    if (!drills.some((one) => one.id === id)) {
      throw new UserError(
        `There is no drill "${id}". Available: ${drills.map((one) => one.id).join(', ')}.`,
      );
    }
    return this.part(`coding/${id}`);
  }

  async oral(id: string): Promise<Oral> {
    const { exercises } = await this.index();
    if (!exercises.some((one) => one.id === id && !isDrill(one) && one.kind !== 'whiteboard')) {
      throw new UserError(`There is no exercise "${id}".`);
    }
    return this.part(id);
  }

  async board(id: string): Promise<Board> {
    const { exercises } = await this.index();
    if (!exercises.some((one) => one.id === id && one.kind === 'whiteboard')) {
      throw new UserError(`There is no drawing "${id}".`);
    }
    return this.part(id);
  }

  async clinic(id: string): Promise<Clinic> {
    const { exercises } = await this.index();
    if (!exercises.some((one) => one.id === id && one.kind === 'clinic')) {
      throw new UserError(`There is no clinic "${id}".`);
    }
    return this.part(id);
  }

  async article(id: string): Promise<Article> {
    if (!hasArticle(await this.index(), id)) throw new UserError(`There is no page "${id}".`);
    return this.part(`articles/${id}`);
  }

  folder(id: string): Promise<string> {
    return this.files(`coding/${id}`);
  }

  async referenceDrawing(id: string): Promise<string> {
    return join(await this.files(id), 'reference.excalidraw');
  }

  /** Absolute path of the folder that holds the Python package `grader`. Code behind walls can read it, so no drill is in it. */
  async packageRoot(): Promise<string> {
    const built = join(this.root, 'dist');
    return existsSync(join(built, 'grader')) ? built : this.packed.folder(PACKED_PYTHON);
  }

  /** From the folder in which they are written; the package, which lacks it, has the same in an archive. */
  private async files(name: string): Promise<string> {
    const drills = join(this.root, 'drills');
    return existsSync(join(drills, 'coding'))
      ? join(drills, ...name.split('/'))
      : this.packed.folder(name);
  }

  private part<T>(path: string): Promise<T> {
    // Our own build wrote and validated the file; it is not walked again at run time.
    let part = this.parts.get(path);
    if (!part) {
      part = this.read(path);
      this.parts.set(path, part);
      part.catch(() => this.parts.delete(path));
    }
    return part as Promise<T>;
  }

  private async read(path: string): Promise<unknown> {
    const file = join(this.root, COMPILED);
    try {
      this.archive ??= TextArchive.read(file);
      return JSON.parse((await this.archive).text(path) ?? '');
    } catch (error) {
      this.archive = null; // What could not be read once may be readable later.
      throw new UserError(
        `The content file ${file} cannot be read (${messageOf(error)}). Reinstall the extension.`,
      );
    }
  }
}
