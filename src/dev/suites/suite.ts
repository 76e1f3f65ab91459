/** What the suites have in common. */
import type { Say } from '../report.ts';
import type { Processes } from '../process/processes.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What was not run, and why: one sentence each. */
  readonly remarks: readonly string[];
}

export interface Tools {
  readonly processes: Processes;
  readonly say: Say;
}

/** A suite that throws could not run: that counts as one failure. */
export interface Suite {
  readonly title: string;
  run(tools: Tools): Promise<Totals>;
}

export function add(a: Totals, b: Totals): Totals {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    remarks: [...a.remarks, ...b.remarks],
  };
}

export const NONE: Totals = { passed: 0, failed: 0, skipped: 0, remarks: [] };

/** The totals in the last line `N passed, N failed[, N skipped]`, or null. */
export function totalsIn(text: string): Totals | null {
  const last = [...text.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  if (last === undefined) return null;
  const [, passed = 0, failed = 0, skipped = 0] = last;
  return { ...NONE, passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}

export function totalsText({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
