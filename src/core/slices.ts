/** Long work on a thread that others need too: a slice of it at a time, and then everybody else's turn. */

/** No longer than a screen takes to draw one picture. */
const SLICE_MS = 12;

/** Does `work` with each of `all`; false when `signal` ended it before the last. */
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
