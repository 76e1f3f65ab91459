/** The two limits of a check: when the worker gives up and says where it hangs, and when we no longer wait for it. */
export const DEFAULT_DEADLINE_MS = 10_000;
const SHORTEST_MS = 1000;
/** Extra milliseconds, on a very busy machine, for a process that has told nothing by the deadline. */
export const TURN_MS = 3000;

export interface Limits {
  readonly deadlineMs: number;
  readonly limitMs: number;
}

/** Leaves the worker enough time to speak before it is ended. */
export function limitsOf(deadlineMs: number = DEFAULT_DEADLINE_MS): Limits {
  const deadline = Math.max(SHORTEST_MS, deadlineMs);
  return { deadlineMs: deadline, limitMs: Math.round(deadline - Math.min(1000, deadline / 5)) };
}
