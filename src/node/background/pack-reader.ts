/** Packs are read and compiled in a thread of their own: they may have thousands of files, and nobody vouches for those. */
import { mergePacks, type Pack, type PackListing, type PackPart } from '../../core/pack.ts';
import type { PackReader } from '../../core/ports.ts';
import { Background } from './background.ts';
import type { TaskName, Tasks } from './tasks.ts';

/** Enough for a few dozen files, even on a busy machine. */
const DEADLINE_MS = 60_000;
/** Whole units that cross at once. */
const AT_ONCE = 16;

export class ThreadPackReader implements PackReader {
  readonly #background: Background;

  /** `program` is the path of the thread's program. */
  constructor(
    program: string,
    private readonly deadlineMs = DEADLINE_MS,
  ) {
    this.#background = new Background({ program, deadlineMs });
  }

  list(folder: string, touched: readonly string[] | null): Promise<PackListing> {
    return this.#ask('list-pack', { folder, touched });
  }

  parts(folder: string, units: readonly string[]): Promise<readonly PackPart[]> {
    return this.#ask('parts-of-pack', { folder, units });
  }

  async unit(folder: string, unit: string): Promise<Pack> {
    return mergePacks(await this.#ask('units-of-pack', { folder, units: [unit] }));
  }

  /** All of a pack. Others may ask in between. */
  async whole(folder: string): Promise<Pack> {
    const { units, problems } = await this.list(folder, []);
    const packs: Pack[] = [];
    for (let at = 0; at < units.length; at += AT_ONCE) {
      const some = units.slice(at, at + AT_ONCE).map(({ id }) => id);
      packs.push(...(await this.#ask('units-of-pack', { folder, units: some })));
    }
    return mergePacks(packs, problems);
  }

  dispose(): void {
    this.#background.dispose();
  }

  async #ask<Name extends TaskName>(
    name: Name,
    input: Tasks[Name]['input'],
  ): Promise<Tasks[Name]['output']> {
    const outcome = await this.#background.run(name, input);
    if (outcome.kind === 'done') return outcome.output;
    throw new Error(
      outcome.kind === 'late' ? `it takes longer than ${this.deadlineMs / 1000} s` : outcome.reason,
    );
  }
}
