/** What is known of a pack, unit by unit, so that only what changed is compiled again. */
import { join } from 'node:path';
import { messageOf } from '../core/errors.ts';
import { ofPack, type PackFolder, type PackIndex } from '../core/library.ts';
import { indexOfParts, type Pack, type PackPart, type PackUnit } from '../core/pack.ts';
import type { PackReader } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';

/** How many units are asked for at once: few enough that others do not wait long, and that one bad file costs little. */
const BATCH = 64;

interface KnownPart extends PackPart {
  readonly key: string;
}

export class LoadedPack {
  private parts: ReadonlyMap<string, KnownPart> = new Map();
  /** All of the units that were asked for since they changed. */
  private readonly units = new Map<string, Promise<Pack>>();
  private current: PackIndex;
  /** What was wrong with the names of files. */
  private told = '[]';

  constructor(
    private readonly folder: PackFolder,
    private readonly reader: PackReader,
  ) {
    this.current = { folder, index: indexOfParts([]), wanted: [], problems: [] };
  }

  /** The same object as long as nothing changed. */
  get packIndex(): PackIndex {
    return this.current;
  }

  /** Compiles what changed among what is made from `touched`; null looks at everything. Never rejects. */
  async read(touched: readonly string[] | null): Promise<void> {
    const { path } = this.folder;
    try {
      const { units, problems } = await this.reader.list(path, touched);
      const told = JSON.stringify(problems);
      const isKnown = ({ id, key }: PackUnit): boolean => {
        const before = this.parts.get(id);
        return before !== undefined && (key === null || key === before.key);
      };
      const due = units.filter((one) => !isKnown(one)).map(({ id }) => id);
      if (due.length === 0 && units.length === this.parts.size && told === this.told) return;
      this.told = told;
      const compiled = new Map((await this.compiled(due)).map((part) => [part.id, this.own(part)]));
      for (const id of due) this.units.delete(id);
      this.parts = new Map(
        units.flatMap(({ id, key }): [string, KnownPart][] => {
          const part = compiled.get(id);
          const known = part ? { ...part, key: key ?? '' } : this.parts.get(id);
          return known ? [[id, known]] : [];
        }),
      );
      this.show(problems);
    } catch (error) {
      this.parts = new Map();
      this.units.clear();
      this.show([problemOf(path, `This pack cannot be read (${messageOf(error)}).`)]);
    }
  }

  /** All of a unit, compiled when first asked for. */
  unit(id: string): Promise<Pack> {
    let unit = this.units.get(id);
    if (!unit) {
      unit = this.reader.unit(this.folder.path, id);
      this.units.set(id, unit);
      // What could not be read once may be readable later.
      unit.catch(() => this.units.delete(id));
    }
    return unit;
  }

  guideMistakes(): readonly PackPart['guideMistakes'][number][] {
    return [...this.parts.values()].flatMap((part) => part.guideMistakes);
  }

  /** Marks its exercises as those of this pack: once, and not whenever another part changes. */
  private own(part: PackPart): PackPart {
    const exercises = part.index.exercises.map((one) => ofPack(this.folder, one));
    const plans = part.index.plans.map((one) => ({ ...one, pack: this.folder.name }));
    return { ...part, index: { ...part.index, exercises, plans } };
  }

  private show(listing: readonly Problem[]): void {
    const parts = [...this.parts.values()];
    this.current = {
      folder: this.folder,
      index: indexOfParts(parts),
      wanted: parts.flatMap(({ wanted }) => wanted),
      problems: [...listing, ...parts.flatMap(({ problems }) => problems)],
    };
  }

  private async compiled(ids: readonly string[]): Promise<readonly PackPart[]> {
    const parts: PackPart[] = [];
    for (let at = 0; at < ids.length; at += BATCH) {
      parts.push(...(await this.batch(ids.slice(at, at + BATCH))));
    }
    return parts;
  }

  /** Units that fail together are tried one by one: a file that takes forever costs that file only. */
  private async batch(ids: readonly string[]): Promise<readonly PackPart[]> {
    const { path } = this.folder;
    try {
      return await this.reader.parts(path, ids);
    } catch (error) {
      const [only, second] = ids;
      if (only !== undefined && second === undefined) {
        const message = `This file cannot be read (${messageOf(error)}).`;
        const problems = [problemOf(join(path, ...only.split('/')), message)];
        const index = indexOfParts([]);
        return [{ id: only, order: 0, index, guideMistakes: [], wanted: [], problems }];
      }
      const parts: PackPart[] = [];
      for (const id of ids) parts.push(...(await this.batch([id])));
      return parts;
    }
  }
}

function problemOf(file: string, message: string): Problem {
  return { file, line: 1, column: 1, message };
}
