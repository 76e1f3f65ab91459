/** Keeps the running clock honest across windows and sleep: looks every few seconds and does what core decides. */
import { BEAT_MS, decide } from './clock-holder.ts';
import type { History, Lease } from './ports.ts';

/** Hears that the clock of an attempt was stopped, and for how many milliseconds nobody was there. */
type OnAway = (attempt: string, ms: number) => void;

export class ClockHeartbeat {
  private timer: ReturnType<typeof setInterval> | null = null;
  private lastLook: number;
  private readonly listeners = new Set<OnAway>();

  constructor(
    private readonly services: { readonly history: History; readonly lease: Lease; now(): number },
  ) {
    this.lastLook = services.now();
  }

  /** Looks now and from now on. */
  start(): void {
    this.beat();
    this.timer = setInterval(() => this.beat(), BEAT_MS);
  }

  onAway(listener: OnAway): void {
    this.listeners.add(listener);
  }

  /** A last sign of life, so that a reload loses nothing. */
  dispose(): void {
    if (this.timer) clearInterval(this.timer);
    const { history, lease } = this.services;
    const attempt = history.ledger.current();
    if (attempt?.clock.since == null) return;
    if (lease.holder(attempt.id)?.session === history.session) lease.hold(attempt.id);
  }

  /**
   * Returns whether it stopped the clock. Whatever the user does to the clock calls this first: just after a sleep, it may
   * come before the next beat, and would count the sleep.
   */
  beat(): boolean {
    const { history, lease } = this.services;
    const { lastLook } = this;
    const now = this.services.now();
    this.lastLook = now;
    const attempt = history.ledger.current();
    if (attempt?.clock.since == null) return false;
    const { since, session } = attempt.clock;
    const decision = decide({
      now,
      lastLook,
      own: history.session,
      clock: { since, session },
      holder: lease.holder(attempt.id),
    });
    const here = { attempt: attempt.id, session: history.session };
    switch (decision.kind) {
      case 'hold':
        lease.hold(attempt.id);
        return false;
      case 'take-over':
        lease.hold(attempt.id);
        // The clock runs on; the event says whose it is now, so that this window tells when a phase is over.
        history.append({ kind: 'clock-resumed', ...here });
        return false;
      case 'set-back':
        history.append({ kind: 'time-away', from: decision.from, until: decision.from, ...here });
        history.append({ kind: 'clock-resumed', ...here });
        lease.hold(attempt.id);
        return false;
      case 'away': {
        const { from, until } = decision;
        history.append({ kind: 'time-away', from, until, ...here });
        for (const listener of this.listeners) listener(attempt.id, until - from);
        return true;
      }
      case 'wait':
        return false;
    }
  }
}
