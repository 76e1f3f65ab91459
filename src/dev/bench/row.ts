/** What a benchmark says: one figure a row. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What `value` should stay under (or over, for `atLeast`); null where there is no goal. */
  readonly goal: number | null;
  readonly atLeast?: true;
  /** What one more costs, where the figure grows with something. */
  readonly growth?: string;
}

/** The middle value; of an even number the upper of the two. Zero for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

export function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

export function met({ value, goal, atLeast }: BenchRow): boolean {
  if (goal === null) return true;
  return atLeast === true ? value >= goal : value <= goal;
}
