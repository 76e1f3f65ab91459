/** A program that was broken on purpose: the correct one, and what each set of the mistakes makes of it. */
import { markLine } from '../drill-file.ts';
import { debugIdOf } from './exercise.ts';

/** A mistake that stands in the program: the name of its edit, and the id that drill.yaml describes. */
export interface Planted {
  readonly flag: string;
  readonly mistake: string;
}

/** The text of the program with exactly these mistakes. */
export interface Variant {
  readonly flags: readonly string[];
  readonly text: string;
}

/** Mistakes that may be handed out together; whether a check can tell them apart is yet to be seen. */
export interface Candidate {
  /** The correct program's path in the drill's folder, such as `correct/fused.py`. */
  readonly of: string;
  /** Its text. */
  readonly base: string;
  readonly planted: readonly Planted[];
  /** Every set of the mistakes but the empty one. */
  readonly programs: readonly Variant[];
}

/** What the author says of the program; it was run before anybody claimed it. */
export interface Report {
  readonly says: readonly string[];
  /** By what is measured: what this program gives, and what the correct one does. Null is not a number. */
  readonly curves: Readonly<
    Record<string, { readonly this: readonly Value[]; readonly trusted: readonly Value[] }>
  >;
  readonly figures: Readonly<Record<string, { readonly this: Value; readonly trusted: Value }>>;
}
export type Value = number | null;

/** What is needed to judge the repair; everything that gives the mistakes away is in here. */
export interface BrokenProgram extends Candidate {
  /** The coding drill that it is a program of. */
  readonly drill: string;
  readonly seed: number;
  readonly report: Report;
}

/** What makes the same program of its question again, such as `2-1234`: how many mistakes, and the seed. */
export function codeOf(mistakes: number, seed: number): string {
  return `${mistakes}-${seed}`;
}

/** Null where the text is no such code. */
export function parseCode(
  text: string,
): { readonly mistakes: number; readonly seed: number } | null {
  const [, mistakes = '', seed = ''] = /^\s*(\d)\s*-\s*(\d{1,10})\s*$/.exec(text) ?? [];
  return seed === '' ? null : { mistakes: Number(mistakes), seed: Number(seed) };
}

/** The program with each text begun by the line that says which exercise it is of. */
export function marked(program: BrokenProgram): BrokenProgram {
  const mark = (text: string): string => `${markLine(debugIdOf(program.drill))}\n${text}`;
  const programs = program.programs.map((one) => ({ ...one, text: mark(one.text) }));
  return { ...program, base: mark(program.base), programs };
}

/** The text that is handed out: with all mistakes. */
export function handedOut({ programs }: Pick<Candidate, 'programs'>): string {
  const most = Math.max(...programs.map(({ flags }) => flags.length));
  return programs.find(({ flags }) => flags.length === most)?.text ?? '';
}

/** The text with all mistakes but the one of this flag. */
export function without({ base, programs, planted }: Candidate, flag: string): string {
  const left = planted.map((one) => one.flag).filter((one) => one !== flag);
  const found = programs.find(
    ({ flags }) => flags.length === left.length && left.every((one) => flags.includes(one)),
  );
  return found?.text ?? base;
}
