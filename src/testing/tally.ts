/** Counts results as they come. */
import type { TestResult } from './results.ts';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export class Tally {
  readonly #results: TestResult[] = [];

  add(result: TestResult): void {
    this.#results.push(result);
  }

  get count(): number {
    return this.#results.length;
  }

  get totals(): Totals {
    const count = (...outcomes: readonly TestResult['outcome'][]) =>
      this.#results.filter(({ outcome }) => outcomes.includes(outcome)).length;
    return { passed: count('passed'), failed: count('failed', 'flaky'), skipped: count('skipped') };
  }

  /** What counts as failed, in the order in which it was told. */
  get failures(): readonly TestResult[] {
    return this.#results.filter(({ outcome }) => outcome === 'failed' || outcome === 'flaky');
  }

  get all(): readonly TestResult[] {
    return this.#results;
  }
}

export function sum(all: readonly Totals[]): Totals {
  const total = (of: (one: Totals) => number) => all.reduce((so, one) => so + of(one), 0);
  return {
    passed: total((one) => one.passed),
    failed: total((one) => one.failed),
    skipped: total((one) => one.skipped),
  };
}

/** Without skipped tests, which have no result. */
export function totalsText({ passed, failed }: Totals): string {
  return `${passed} passed, ${failed} failed`;
}

/** The slowest first. */
export function slowest(results: readonly TestResult[], count: number): readonly TestResult[] {
  return [...results].sort((a, b) => b.ms - a.ms).slice(0, count);
}
