/** The host's time, which the page derives from the last state and from when it was sent. Pure. */

export interface Received<State extends { readonly now: number }> {
  readonly state: State;
  /** When the host sent it, in milliseconds by the page's clock. */
  readonly at: number;
}

/** The host's clock when the page's shows `pageNow`. Never before the moment at which the host sent the state. */
export function hostTime(
  { state, at }: Received<{ readonly now: number }>,
  pageNow: number,
): number {
  return state.now + Math.max(0, pageNow - at);
}

/** No message takes longer than this, in milliseconds. If one seems to, somebody has set a clock. */
const LONGEST_WAY = 60_000;

/**
 * Works out how far the host's clock is ahead of the page's. On a busy machine a message may arrive seconds after it was
 * sent, so its arrival alone says little. The two clocks are the same unless the host runs on another machine.
 */
export class HostClock {
  private ahead: number | null = null;

  /** @param asked when the page asked for the first message, by its own clock. */
  constructor(private readonly asked: number) {}

  /** When the host sent a message, by the page's clock: it was sent at `hostNow` by the host's clock and `arrived` by the page's. */
  sentAt(hostNow: number, arrived: number): number {
    const least = hostNow - arrived;
    // The host answered after it was asked and before its answer arrived.
    const first = (): number => Math.max(least, Math.min(0, hostNow - this.asked));
    const before = this.ahead ?? first();
    this.ahead = before - least > LONGEST_WAY ? least : Math.max(before, least);
    return hostNow - this.ahead;
  }
}
