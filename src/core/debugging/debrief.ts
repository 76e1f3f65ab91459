/** What is told of a debugging drill at its end: facts only, computed from the attempt and the program. */
import type { Attempt } from '../attempt.ts';
import { changedLines, diffOf, excerptOf, linesOfMistake, type DiffLine } from './lines.ts';
import { goneAfter } from './record.ts';
import { handedOut, without, type BrokenProgram, type Planted } from './program.ts';

export interface DebriefedMistake extends Planted {
  /** Whether the last check no longer found it. */
  readonly found: boolean;
  /** Milliseconds on the clock at the check from which on it was gone for good; null while it is there. */
  readonly goneAfterMs: number | null;
  /** Whether a line of it was suspected. */
  readonly suspected: boolean;
  /** How many of the hints about it were opened. */
  readonly hints: number;
  /** Lines of the handed-out program that it stands in, from 1. */
  readonly lines: readonly number[];
  /** From the handed-out program to the same without it; null where lines are left out. */
  readonly repair: readonly (DiffLine | null)[];
}

export interface DebugDebrief {
  readonly mistakes: readonly DebriefedMistake[];
  /** Lines that were suspected and are right. */
  readonly wrongSuspicions: readonly number[];
  readonly rightSuspicions: readonly number[];
  /** Of the last check: what was newly broken. Ids, empty where there is no name. */
  readonly broken: readonly string[];
  /** Checks that found something newly broken. */
  readonly timesBroken: number;
  /** Lines that differ from the handed-out program, and how many would have been enough. */
  readonly changed: number;
  readonly needed: number;
}

/** Hints come in steps: the function, how it shows, the line. */
export const HINTS_A_MISTAKE = 3;

/** The number by which a hint is remembered; `step` from 0. */
export function hintNumber(mistake: number, step: number): number {
  return mistake * HINTS_A_MISTAKE + step;
}

/** `now` is the text of the candidate's file, or null where it is gone. */
export function debugDebrief(
  program: BrokenProgram,
  { repairs, suspected, hints }: Pick<Attempt, 'repairs' | 'suspected' | 'hints'>,
  now: string | null,
): DebugDebrief {
  const given = handedOut(program);
  const last = repairs.at(-1);
  const places = program.planted.map(({ flag }) => linesOfMistake(program, flag));
  const isRight = (line: number): boolean => places.some((lines) => lines.has(line));
  const suspicions = [...suspected].sort((a, b) => a - b);
  return {
    mistakes: program.planted.map((planted, at): DebriefedMistake => {
      const lines = places[at] ?? new Set<number>();
      const gone = goneAfter(repairs, planted.mistake);
      return {
        ...planted,
        found: gone !== null,
        goneAfterMs: gone,
        suspected: suspicions.some((line) => lines.has(line)),
        hints: [...hints].filter((one) => Math.floor(one / HINTS_A_MISTAKE) === at).length,
        lines: [...lines].sort((a, b) => a - b),
        repair: excerptOf(diffOf(given, without(program, planted.flag)), 2),
      };
    }),
    wrongSuspicions: suspicions.filter((line) => !isRight(line)),
    rightSuspicions: suspicions.filter(isRight),
    broken: last?.broken ?? [],
    timesBroken: repairs.filter(({ broken }) => broken.length > 0).length,
    changed: now === null ? 0 : changedLines(given, now),
    needed: changedLines(given, program.base),
  };
}
