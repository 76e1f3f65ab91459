/** Chooses mistakes to break a program with: likely ones first, in a style that is not the solution's. */
import { applyEdits } from '../edits/apply.ts';
import type { MistakeEdit } from '../edits/mistake-edit.ts';
import { groupBy } from '../groups.ts';
import { Random } from '../random.ts';
import type { Candidate, Variant } from './program.ts';

export const MOST_MISTAKES = 4;
export const MOST_SEED = 2 ** 31 - 1;

/** How many candidates a check looks at before it says that none will do. */
const CANDIDATES = 16;
/** Draws for each candidate: mistakes often touch the same lines. */
const DRAWS = 40;

export interface BreakWishes {
  readonly mistakes: number;
  readonly seed: number;
}

/** What decides which edits can be planted. */
export interface DescribedMistakes {
  /** Ids of the mistakes that the drill itself describes, most frequent first. */
  readonly own: readonly string[];
  /** Those that are told and do not fail. */
  readonly notes: readonly string[];
}

/** Edits that make one mistake which fails the drill. The solution is broken only where no other program is. */
export function plantable(
  edits: readonly MistakeEdit[],
  { own, notes }: DescribedMistakes,
): readonly MistakeEdit[] {
  const fitting = edits.filter(({ mistakes: [mistake = ''], mistakes }) => {
    return mistakes.length === 1 && own.includes(mistake) && !notes.includes(mistake);
  });
  const elsewhere = fitting.filter(({ base }) => base.name !== SOLUTION);
  return elsewhere.length > 0 ? elsewhere : fitting;
}

const SOLUTION = 'solution.py';

/** The largest number of different mistakes that one program of the drill can have, up to four. */
export function mostMistakes(edits: readonly MistakeEdit[]): number {
  const counts = [...groupBy(edits, ({ base }) => base.name).values()].map(
    (group) => new Set(group.flatMap(({ mistakes }) => mistakes)).size,
  );
  return Math.min(MOST_MISTAKES, Math.max(0, ...counts));
}

/**
 * Different candidates with so many mistakes, the same for the same seed. Fewer, or none, where mistakes touch the same
 * lines. `edits` are those of {@link plantable}.
 */
export function candidates(
  edits: readonly MistakeEdit[],
  own: readonly string[],
  { mistakes, seed }: BreakWishes,
  most = CANDIDATES,
): readonly Candidate[] {
  const random = new Random(seed);
  const byBase = groupBy(edits, ({ base }) => base.name);
  const rich = [...byBase.values()].filter((all) => idsOf(all).size >= mistakes);
  const found = new Map<string, Candidate>();
  for (let draw = 0; draw < most * DRAWS && found.size < most; draw += 1) {
    const group = drawn(random, rich, (all) => idsOf(all).size);
    const chosen = group && drawMistakes(random, group, mistakes, (id) => likely(own, id));
    if (chosen == null) continue;
    const key = `${chosen[0]?.base.name} ${chosen
      .map(({ name }) => name)
      .sort()
      .join()}`;
    if (!found.has(key)) found.set(key, candidateOf(chosen));
  }
  return [...found.values()];
}

/** How many seeds are looked at before one is taken. */
const SEEDS = 8;

/**
 * A seed whose program has mistakes that weigh much, such as those that the user made or missed before. The seed alone
 * makes the program, so that it makes the same one later, when other mistakes weigh more.
 */
export function seedFor(
  edits: readonly MistakeEdit[],
  own: readonly string[],
  mistakes: number,
  weight: (mistake: string) => number,
  random: Random,
): number {
  const seeds = Array.from({ length: SEEDS }, () => random.integer(0, MOST_SEED));
  const worth = (seed: number): number => {
    const [first] = candidates(edits, own, { mistakes, seed }, 1);
    return (first?.planted ?? []).reduce((sum, one) => sum + weight(one.mistake), 0);
  };
  return drawn(random, seeds, worth) ?? 0;
}

/** The first in the list, which is the most frequent, comes four times as often as the last. */
function likely(own: readonly string[], id: string): number {
  return 4 - (3 * own.indexOf(id)) / Math.max(1, own.length - 1);
}

/** So many edits with different mistakes that can be made together, or null. */
function drawMistakes(
  random: Random,
  group: readonly MistakeEdit[],
  count: number,
  weight: (mistake: string) => number,
): readonly MistakeEdit[] | null {
  const chosen: MistakeEdit[] = [];
  let left = group;
  while (chosen.length < count) {
    const next = drawn(random, left, ({ mistakes: [id = ''] }) => weight(id) / formsOf(group, id));
    if (next === undefined) return null;
    left = left.filter((one) => one !== next);
    if (!('text' in applyEdits(next.base, [...chosen, next]))) continue;
    chosen.push(next);
    left = left.filter(({ mistakes }) => mistakes[0] !== next.mistakes[0]);
  }
  return chosen;
}

/** A mistake that stands there in many forms is not to come more often for it. */
function formsOf(group: readonly MistakeEdit[], id: string): number {
  return group.filter(({ mistakes }) => mistakes[0] === id).length;
}

function drawn<T>(random: Random, items: readonly T[], weight: (item: T) => number): T | undefined {
  const weights = items.map(weight);
  let at = random.fraction() * weights.reduce((sum, one) => sum + one, 0);
  const place = weights.findIndex((one) => (at -= one) < 0);
  return items[place < 0 ? items.length - 1 : place];
}

function idsOf(edits: readonly MistakeEdit[]): ReadonlySet<string> {
  return new Set(edits.flatMap(({ mistakes }) => mistakes));
}

function candidateOf(edits: readonly MistakeEdit[]): Candidate {
  const base = edits[0]?.base ?? { name: '', text: '' };
  return {
    of: base.name,
    base: base.text,
    planted: edits.map(({ name, mistakes: [mistake = ''] }) => ({ flag: name, mistake })),
    programs: subsets(edits).map((some): Variant => {
      const edited = applyEdits(base, some);
      return {
        flags: some.map(({ name }) => name),
        text: 'text' in edited ? edited.text : base.text,
      };
    }),
  };
}

/** Every set of the items but the empty one. */
function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** items.length - 1 }, (_, set) =>
    items.filter((_item, at) => (set + 1) & (1 << at)),
  );
}
