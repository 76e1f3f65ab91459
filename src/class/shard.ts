/** A share of the submissions, for machines that grade side by side and know nothing of each other. */

export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

export const WHOLE: Shard = { index: 1, of: 1 };
const MOST = 10_000;

/** `2/8`, or null when it is not a share. */
export function parseShard(text: string): Shard | null {
  const parts = /^(\d{1,5})\/(\d{1,5})$/.exec(text.trim());
  if (parts === null) return null;
  const [index, of] = [Number(parts[1]), Number(parts[2])];
  return index >= 1 && index <= of && of <= MOST ? { index, of } : null;
}

/** Every `of`-th by name, whatever the order they come in: shares differ by one at most, and together they are all. */
export function shareOf<T extends { readonly submission: string }>(
  all: readonly T[],
  { index, of }: Shard,
): readonly T[] {
  return [...all]
    .sort((a, b) => (a.submission < b.submission ? -1 : a.submission > b.submission ? 1 : 0))
    .filter((_one, at) => at % of === index - 1);
}
