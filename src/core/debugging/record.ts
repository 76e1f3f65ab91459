/** What earlier attempts say of the mistakes that programs were broken with. */
import type { Attempt } from '../attempt.ts';

/** What became of one planted mistake. */
export interface Outcome {
  readonly mistake: string;
  readonly found: boolean;
}

type Repaired = Pick<Attempt, 'broken' | 'repairs'>;

/** The mistake's id of an edit's name: `scale-missing` of `scale-missing.fused`. */
export function mistakeOfFlag(flag: string): string {
  return flag.split('.', 1)[0] ?? flag;
}

/**
 * Milliseconds on the clock at the check from which on a mistake was gone for good; null while it is there. One that
 * nobody could see, because something newly broken hid it, is not found by that.
 */
export function goneAfter(repairs: Attempt['repairs'], mistake: string): number | null {
  const isLeft = ({ left }: { readonly left: readonly string[] }): boolean =>
    left.some((flag) => mistakeOfFlag(flag) === mistake);
  const sure = repairs.filter((one) => one.certain || isLeft(one));
  return sure[sure.findLastIndex(isLeft) + 1]?.ms ?? null;
}

/** Of each mistake that the program was broken with, whether it was found. */
export function outcomes({ broken, repairs }: Repaired): readonly Outcome[] {
  return (broken?.mistakes ?? []).map((mistake) => {
    return { mistake, found: goneAfter(repairs, mistake) !== null };
  });
}

/** How often a mistake was planted in these attempts, and how often it was missed. */
export function planted(
  attempts: Iterable<Repaired>,
  mistake: string,
): { readonly planted: number; readonly missed: number } {
  const all = [...attempts].flatMap(outcomes).filter((one) => one.mistake === mistake);
  return { planted: all.length, missed: all.filter(({ found }) => !found).length };
}

const WEAK = 3;
const KNOWN = 0.5;

/** How much more often than others a mistake should come: made or missed before, or found the last time. */
export function weightOf(
  attempts: readonly Repaired[],
  madeInCode: boolean,
  mistake: string,
): number {
  // Newest first.
  const last = attempts.flatMap(outcomes).find((one) => one.mistake === mistake);
  if (last?.found === false || madeInCode) return WEAK;
  return last === undefined ? 1 : KNOWN;
}
