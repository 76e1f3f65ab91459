/** Runs jobs side by side where cores are free. */

/** A job, and what it takes of the machine. */
export interface Planned<T> {
  readonly job: T;
  /** Seconds that it took last time; what was never run comes first. */
  readonly seconds: number | null;
}

/** The longest begin first, so that no long one is left over when all others have ended. */
export async function sideBySide<T>(
  lanes: number,
  planned: readonly Planned<T>[],
  run: (job: T) => Promise<void>,
): Promise<void> {
  const left = [...planned].sort((a, b) => (b.seconds ?? Infinity) - (a.seconds ?? Infinity));
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next.job);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
