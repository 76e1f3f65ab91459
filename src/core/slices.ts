/** Long work on a thread that others need too is done in slices, and between them everybody else gets a turn. */

/** No longer than one frame of a screen. */
const SLICE_MS = 12;

/** Does `work` with each of `all`; false if `signal` ended it before the last. */
export async function inSlices<T>(
  all: Iterable<T>,
  work: (one: T) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  let began = performance.now();
  for (const one of all) {
    if (performance.now() - began > SLICE_MS) {
      await othersTurn();
      if (signal?.aborted === true) return false;
      began = performance.now();
    }
    work(one);
  }
  return signal?.aborted !== true;
}

export function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Runs pieces of work one after another, in the order in which they were added. A failure does not stop the others. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves when everything added so far has finished or failed. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
