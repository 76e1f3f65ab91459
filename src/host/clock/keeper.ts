/**
 * Keeps the running clock honest over windows: the window that keeps it gives a sign of life every few seconds.
 * When that stops (a crash, a closed window), another window takes the clock over if the gap is short, as in a
 * reload, and otherwise books the gap as time away and pauses, so that nothing is counted that was not work.
 */
import type { App } from '../app.ts';

/** How often this window looks, in milliseconds. */
const BEAT_MS = 5_000;
/** After how long without a sign of life a window counts as gone. */
const GONE_MS = 20_000;
/** A longer gap than this is time away. */
const AWAY_MS = 90_000;

export class ClockKeeper {
  private timer: NodeJS.Timeout | null = null;
  private lastBeat: number;

  constructor(private readonly app: App) {
    this.lastBeat = app.now();
  }

  /** Begins to look after the clock. Returns the attempt whose clock stood still while no window was open. */
  start(): void {
    this.beat();
    this.timer = setInterval(() => this.beat(), BEAT_MS);
  }

  dispose(): void {
    if (this.timer) clearInterval(this.timer);
    const attempt = this.app.history.ledger.current();
    if (attempt?.clock.since != null && this.holds(attempt.id)) this.app.lease.hold(attempt.id);
  }

  private holds(attempt: string): boolean {
    return this.app.lease.holder(attempt)?.session === this.app.history.session;
  }

  private beat(): void {
    const { app } = this;
    const now = app.now();
    const slept = now - this.lastBeat > GONE_MS;
    this.lastBeat = now;
    const attempt = app.history.ledger.current();
    if (attempt?.clock.since == null) return;
    const own = app.history.session;
    const holder = app.lease.holder(attempt.id);
    if (holder?.session === own || (holder === null && attempt.clock.session === own)) {
      app.lease.hold(attempt.id);
      return;
    }
    // After the machine slept every window's sign of life is old; give the keeper a beat to show itself.
    if (slept) return;
    const lastSeen = Math.max(holder?.at ?? 0, attempt.clock.since);
    const gap = now - lastSeen;
    if (gap <= GONE_MS && gap >= 0) return;
    if (gap <= AWAY_MS) {
      app.lease.hold(attempt.id);
      return;
    }
    app.history.append({
      kind: 'time-away',
      attempt: attempt.id,
      session: own,
      from: lastSeen,
      until: now,
    });
  }
}
