/** The rows of a benchmark. Every timed figure is a median with its spread. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What `value` should stay under (or over, for `atLeast`); null where there is no goal. */
  readonly goal: number | null;
  readonly atLeast?: true;
  /** For repeated measurements, of which `value` is the median. */
  readonly spread?: Spread;
  /** What one more costs, where the figure grows with something. */
  readonly growth?: string;
  /** Extrapolated from fewer, not measured. */
  readonly extrapolated?: true;
}

export interface Spread {
  readonly least: number;
  readonly most: number;
  readonly samples: number;
}

/** The fewest measurements whose median is worth reporting. */
export const SAMPLES = 7;

interface About {
  readonly unit?: string;
  readonly goal?: number | null;
  readonly digits?: number;
  readonly atLeast?: true;
}

/** The row of a figure that was measured several times: at least `SAMPLES`, or it throws. */
export function sampled(
  name: string,
  samples: readonly number[],
  { unit = 'ms', goal = null, digits = 1, ...rest }: About = {},
): BenchRow {
  if (samples.length < SAMPLES) throw new Error(`${name} was measured ${samples.length} times.`);
  const [least, most] = [Math.min(...samples), Math.max(...samples)];
  return {
    ...{ name, unit, goal, ...rest },
    value: rounded(median(samples), digits),
    spread: {
      least: rounded(least, digits),
      most: rounded(most, digits),
      samples: samples.length,
    },
  };
}

/** The results of calling `measure` so many times in sequence. */
export async function repeatedly<T>(
  measure: (round: number) => Promise<T> | T,
  times = SAMPLES,
): Promise<T[]> {
  const all: T[] = [];
  for (let round = 0; round < times; round += 1) all.push(await measure(round));
  return all;
}

/** Milliseconds that each of `times` runs takes; one before them warms up. */
export function timesOf(run: () => unknown, times = SAMPLES): number[] {
  run();
  return Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
}

/** Two series measured in turns, so that other load on the machine affects both alike. */
export function paired(
  ours: readonly number[],
  theirs: readonly number[],
  of: (ours: number, theirs: number) => number,
): number[] {
  return ours.map((one, i) => of(one, theirs[i] ?? Number.NaN));
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
