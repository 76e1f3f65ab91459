/** Every program whose results a check must know: the correct ones, their edits, and pairs of edits. */
import { applyEdits } from './apply.ts';
import type { MistakeEdit } from './mistake-edit.ts';

/** As the grader reads it; see `Program` in src/grader/freezing.py. */
export interface Variant {
  readonly name: string;
  /** The correct program that it is made from. */
  readonly base: string;
  /** Names of the mistakes that it makes, each `<id>` or `<id>.<variant>`. */
  readonly bugs: readonly string[];
  /** Names of the free choices that it makes otherwise than its base. */
  readonly ways: readonly string[];
  readonly text: string;
}

/**
 * Free choices are crossed with single mistakes; mistakes meet in pairs where their edits do not touch each other.
 * `bases` are the texts of the correct programs, by the name in `of`.
 */
export function variantsOf(
  edits: readonly MistakeEdit[],
  bases: ReadonlyMap<string, string>,
): readonly Variant[] {
  const choices = edits.filter(isChoice);
  const mistakes = edits.filter((one) => !isChoice(one));
  const combined = (parts: readonly MistakeEdit[]): readonly Variant[] => {
    const [first] = parts;
    if (first === undefined || parts.some(({ base }) => base.name !== first.base.name)) return [];
    const edited = applyEdits(first.base, parts);
    if (!('text' in edited)) return [];
    const bugs = parts.filter((one) => !isChoice(one)).flatMap(flagsOf);
    const ways = parts.filter(isChoice).map(({ name }) => name);
    const name = parts.map((one) => one.name).join(' + ');
    return [{ name, base: first.base.name, bugs, ways, text: edited.text }];
  };
  return [
    ...[...bases].map(([base, text]) => ({ name: base, base, bugs: [], ways: [], text })),
    ...subsets(choices).flatMap((chosen) => [
      ...combined(chosen),
      ...mistakes.flatMap((one) => combined([...chosen, one])),
    ]),
    ...pairs(mistakes.filter((one) => one.mistakes.length === 1))
      .filter(([one, other]) => one.mistakes[0] !== other.mistakes[0])
      .flatMap(combined),
  ];
}

/** The name of each mistake that an edit makes: the first has the edit's own. */
export function flagsOf({ name, mistakes }: MistakeEdit): readonly string[] {
  return mistakes.map((id, index) => (index === 0 ? name : `${id}.with-${name}`));
}

function isChoice({ mistakes }: MistakeEdit): boolean {
  return mistakes.length === 0;
}

/** All of them, the empty one first. */
function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.reduce<readonly (readonly T[])[]>(
    (known, item) => [...known, ...known.map((one) => [...one, item])],
    [[]],
  );
}

function pairs<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((other, index) => items.slice(0, index).map((one) => [one, other] as const));
}
