/**
 * Who keeps the running clock. The window that keeps it gives a sign of life every few seconds. When that stops (a
 * crash, a closed window), another window takes the clock over if the gap is short, as in a reload, and otherwise
 * books the gap as time away, so that nothing is counted that was not work. After a sleep the window itself
 * sees the gap, and books it in the same way.
 */

/** How often a window looks, in milliseconds. */
export const BEAT_MS = 5_000;
/** After how long without a sign of life a window counts as gone. */
export const GONE_MS = 20_000;
/** A longer gap than this is time away. */
export const AWAY_MS = 90_000;

/** What a window sees when it looks; all times are wall-clock milliseconds. */
export interface ClockObservation {
  readonly now: number;
  /** When this window looked before, or began to. */
  readonly lastLook: number;
  /** This window's session. */
  readonly own: string;
  /** The running clock: since when it runs, and the session that started it. */
  readonly clock: { readonly since: number; readonly session: string | null };
  /** Who gave the last sign of life, and when; null when none is known. */
  readonly holder: { readonly session: string; readonly at: number } | null;
}

export type Decision =
  /** It is this window's clock: give a sign of life. */
  | { readonly kind: 'hold' }
  /** Go on with the clock in this window, without a gap. */
  | { readonly kind: 'take-over' }
  /** Another window has it, or may yet show that it does. */
  | { readonly kind: 'wait' }
  /** Nobody was there from `from` to `until`: the clock stops, and that time is not counted. */
  | { readonly kind: 'away'; readonly from: number; readonly until: number }
  /** The system clock was set back: the clock stopped at `from`, and goes on from now. */
  | { readonly kind: 'set-back'; readonly from: number };

export function decide({ now, lastLook, own, clock, holder }: ClockObservation): Decision {
  if ((holder?.session ?? clock.session) === own) return ownClock(now, lastLook, clock.since);
  // After the machine slept every window's sign of life is old; give the keeper a beat to show itself.
  if (Math.abs(now - lastLook) > GONE_MS) return { kind: 'wait' };
  if (holder && Math.abs(now - holder.at) <= GONE_MS) return { kind: 'wait' };
  const from = Math.max(holder?.at ?? 0, clock.since);
  const gap = now - from;
  if (gap > AWAY_MS) return { kind: 'away', from, until: now };
  // A time in the future means that the system clock was set back; nothing can be said about the gap then.
  return { kind: Math.abs(gap) > GONE_MS ? 'take-over' : 'wait' };
}

/**
 * A gap of a few seconds between two looks means a busy machine or a debugger. Whether a longer gap was sleep or a system clock
 * that was set forward cannot be told; nobody worked that long between two looks either way.
 */
function ownClock(now: number, lastLook: number, since: number): Decision {
  const from = Math.max(lastLook, since);
  if (now - from > AWAY_MS) return { kind: 'away', from, until: now };
  return from - now > BEAT_MS ? { kind: 'set-back', from } : { kind: 'hold' };
}
