/**
 * The narration clock of one attempt as a pure fold of its events. Elapsed time is a function of the events and
 * of now; no tick is stored, so nothing is lost while a window is hidden, throttled, asleep or reloaded.
 */
import type { Event } from './events.ts';
import type { Band } from './basics.ts';

/** A stretch of time in which no window was open or the computer slept, in wall-clock milliseconds. */
export interface Away {
  readonly id: string;
  readonly phase: string;
  readonly ms: number;
  readonly counted: boolean;
}

export interface ClockState {
  readonly phase: string;
  /** Wall-clock milliseconds since which the clock runs; null while it stands. */
  readonly since: number | null;
  /** The session (editor window) that last touched the running clock. */
  readonly session: string | null;
  /** Milliseconds spent in each phase up to the last event. */
  readonly spent: Readonly<Record<string, number>>;
  /** Whether the clock was ever started. */
  readonly started: boolean;
  readonly finished: boolean;
  readonly aways: readonly Away[];
}

/** The clock of an attempt that begins with `phase` and was not started yet. */
export function newClock(phase: string): ClockState {
  return {
    phase,
    since: null,
    session: null,
    spent: {},
    started: false,
    finished: false,
    aways: [],
  };
}

/** Milliseconds from `from` to `to`, never negative: a system clock may have been set back between the two. */
function between(from: number, to: number): number {
  return Math.max(0, to - from);
}

/** Milliseconds booked on `phase`; a phase may be called like something that every object has. */
function booked({ spent }: ClockState, phase: string): number {
  return Object.hasOwn(spent, phase) ? (spent[phase] ?? 0) : 0;
}

function book(state: ClockState, phase: string, ms: number): ClockState['spent'] {
  return ms === 0 ? state.spent : { ...state.spent, [phase]: booked(state, phase) + ms };
}

/** What is spent when the running stretch up to `at` is booked on the current phase. */
function settle(state: ClockState, at: number): ClockState['spent'] {
  return state.since === null ? state.spent : book(state, state.phase, between(state.since, at));
}

/** The state after one more event of this attempt; events that do not concern the clock change nothing. */
export function stepClock(state: ClockState, event: Event): ClockState {
  if (event.kind === 'away-counted') return countAway(state, event.away);
  if (state.finished) return state;
  switch (event.kind) {
    case 'clock-resumed':
      return {
        ...state,
        spent: settle(state, event.at),
        since: event.at,
        session: event.session,
        started: true,
      };
    case 'clock-paused':
      return paused(state, event.at);
    case 'phase-entered':
      return {
        ...state,
        spent: settle(state, event.at),
        since: state.since === null ? null : event.at,
        phase: event.phase,
      };
    case 'attempt-finished':
      return finished(state, event.at);
    case 'time-away': {
      if (state.since === null) return state;
      const ms = between(Math.max(event.from, state.since), event.until);
      const stopped = paused(state, event.from);
      // A system clock that was set back takes no time.
      if (ms === 0) return stopped;
      const away: Away = { id: event.id, phase: state.phase, ms, counted: false };
      return { ...stopped, aways: [...state.aways, away] };
    }
    default:
      return state;
  }
}

/** The clock as it stands when it is stopped at `at`. */
export function paused(state: ClockState, at: number): ClockState {
  return state.since === null ? state : { ...state, spent: settle(state, at), since: null };
}

/** The clock when its attempt ends at `at`. */
export function finished(state: ClockState, at: number): ClockState {
  return { ...paused(state, at), finished: true };
}

function countAway(state: ClockState, id: string): ClockState {
  const away = state.aways.find((one) => one.id === id && !one.counted);
  if (!away) return state;
  return {
    ...state,
    spent: book(state, away.phase, away.ms),
    aways: state.aways.map((one) => (one === away ? { ...one, counted: true } : one)),
  };
}

/** Milliseconds spent in `phase` at wall-clock time `now`. Never negative, and never less than what was booked. */
export function elapsed(state: ClockState, phase: string, now: number): number {
  const running = state.since !== null && state.phase === phase ? between(state.since, now) : 0;
  return booked(state, phase) + running;
}

/** Milliseconds spent in all phases together at wall-clock time `now`. */
export function totalElapsed(state: ClockState, now: number): number {
  const all = Object.values(state.spent).reduce((sum, ms) => sum + ms, 0);
  return all + (state.since === null ? 0 : between(state.since, now));
}

export type BandPlace = 'before' | 'within' | 'over';

/** Where `ms` lies against a band in seconds. Both ends belong to the band. */
export function placeInBand(ms: number, band: Band): BandPlace {
  if (ms < band[0] * 1000) return 'before';
  return ms <= band[1] * 1000 ? 'within' : 'over';
}

/** `m:ss`, or `h:mm:ss` from one hour on. Fractions of a second are cut off. */
export function formatClock(ms: number): string {
  const total = Math.floor(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A length of time as people say it: `2 h 10 min`, `5 min`, `40 s`. */
export function spanText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes === 0) return `${Math.floor(ms / 1000)} s`;
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return `${m} min`;
  return m === 0 ? `${h} h` : `${h} h ${m} min`;
}
