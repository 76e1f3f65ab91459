/** What a check of the repaired program says: how many mistakes are left, and what is newly broken. */
import type { Verdict } from '../ports.ts';
import type { Planted } from './program.ts';

export interface Broken {
  /** The mistake's id, or null where nothing that is known explains it. */
  readonly mistake: string | null;
  readonly message: string;
  readonly line: number | null;
}

export interface Count {
  readonly passed: boolean;
  /** Flags of the planted mistakes that are left. */
  readonly left: readonly string[];
  /** Whether `left` is all: something newly broken can hide others. */
  readonly certain: boolean;
  /** What was not wrong with the program that was handed out. */
  readonly broken: readonly Broken[];
}

/** A symptom of whatever is wrong; it says something new only where nothing else does. */
const SYMPTOMS: ReadonlySet<string | null> = new Set(['raises', 'wrong-output-shape']);

/** What of a verdict is looked at. */
export type JudgedRepair = Pick<Verdict, 'passed'> & {
  readonly checks: readonly Pick<
    Verdict['checks'][number],
    'status' | 'title' | 'message' | 'line' | 'mistake'
  >[];
  readonly mistakes: Verdict['mistakes'];
};

export function countLeft(verdict: JudgedRepair, planted: readonly Planted[]): Count {
  const named = new Set(verdict.mistakes.map(({ id }) => id));
  const left = planted.filter(({ mistake }) => named.has(mistake)).map(({ flag }) => flag);
  const known = new Set<string | null>(planted.map(({ mistake }) => mistake));
  const others = verdict.mistakes.filter(({ id }) => !known.has(id));
  // A note is told and fails nothing; only what fails a check is broken.
  const failing = verdict.checks.filter(({ status }) => status === 'failed');
  const nameless = failing.filter(({ mistake }) => mistake === null);
  const broken = [
    ...others
      .filter(({ id }) => failing.some(({ mistake }) => mistake === id))
      .map(({ id, message, line }): Broken => ({ mistake: id, message, line })),
    ...nameless.map(({ message, title, line }): Broken => {
      return { mistake: null, message: message ?? `This no longer holds: ${title}.`, line };
    }),
  ];
  const fresh = broken.filter(({ mistake }) => left.length === 0 || !SYMPTOMS.has(mistake));
  return { passed: verdict.passed, left, certain: fresh.length === 0, broken: fresh };
}
