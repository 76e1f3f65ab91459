/** How much of a large family of generated cases is run: a fixed sample in `npm test`, all of it in `npm run soak`. */

export const SOAK = process.env['TENSOR_DRILLS_SOAK'] === '1';

/** Cases at even distances, so that every part is represented; the same ones in every run. */
export function sample<T>(all: readonly T[], count: number): readonly T[] {
  if (SOAK || all.length <= count) return all;
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)] as T);
}

/** How many cases a property test tries. */
export function runs(count: number): number {
  return SOAK ? 10 * count : count;
}
