/** Keeps the running clock honest over windows: looks every few seconds and does what core decides. */
import { BEAT_MS, decide } from '../../core/keeper.ts';
import type { App } from '../app.ts';

export class ClockKeeper {
  private timer: NodeJS.Timeout | null = null;
  private lastLook: number;

  constructor(private readonly app: App) {
    this.lastLook = app.now();
  }

  /** Looks now and from now on. */
  start(): void {
    this.beat();
    this.timer = setInterval(() => this.beat(), BEAT_MS);
  }

  /** A last sign of life, so that a reload loses nothing. */
  dispose(): void {
    if (this.timer) clearInterval(this.timer);
    const { history, lease } = this.app;
    const attempt = history.ledger.current();
    if (attempt?.clock.since == null) return;
    if (lease.holder(attempt.id)?.session === history.session) lease.hold(attempt.id);
  }

  private beat(): void {
    const { history, lease } = this.app;
    const { lastLook } = this;
    const now = this.app.now();
    this.lastLook = now;
    const attempt = history.ledger.current();
    if (attempt?.clock.since == null) return;
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
        return;
      case 'take-over':
        lease.hold(attempt.id);
        // The clock runs on; the event says whose it is now, so that this window tells when a phase is over.
        history.append({ kind: 'clock-resumed', ...here });
        return;
      case 'away':
        history.append({ kind: 'time-away', from: decision.from, until: decision.until, ...here });
        return;
      case 'wait':
    }
  }
}
