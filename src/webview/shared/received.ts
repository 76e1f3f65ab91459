/** A state of the host with the moment of its receipt: from the two the page knows the host's time. Pure. */

export interface Received<State extends { readonly now: number }> {
  readonly state: State;
  /** The page's clock at the receipt, in milliseconds. */
  readonly at: number;
}

/** The host's clock when the page's shows `pageNow`. Never before the moment at which the host sent the state. */
export function hostTime(
  { state, at }: Received<{ readonly now: number }>,
  pageNow: number,
): number {
  return state.now + Math.max(0, pageNow - at);
}
