import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  elapsed,
  formatClock,
  newClock,
  placeInBand,
  stepClock,
  totalElapsed,
  type ClockState,
} from '../../src/core/clock.ts';
import type { Event, NewEvent } from '../../src/core/events.ts';
import { clockEvent, history, idOf, stamped } from './arbitraries.ts';

const PHASES = ['narrate', 'code', 'close', '__proto__', 'valueOf', 'toString'];
const here = { attempt: 'a', session: 's' };
const resumed: NewEvent = { kind: 'clock-resumed', ...here };
const paused: NewEvent = { kind: 'clock-paused', ...here };
const finished: NewEvent = { kind: 'attempt-finished', ...here };
const entered = (phase: string): NewEvent => ({
  kind: 'phase-entered',
  phase,
  reason: 'user',
  ...here,
});

/** The clock after `entries`, each an event and the time at which it happened. */
function clockAfter(...entries: readonly (readonly [NewEvent, number])[]): ClockState {
  return fold(entries.map(([event, at], order) => stamped(event, order, at)));
}

function fold(events: readonly Event[]): ClockState {
  return events.reduce(stepClock, newClock('narrate'));
}

/** Equal but for the order in which fractions of a millisecond were added. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, expected));
}

describe('the clock after any order of events and any jumps of the system clock', () => {
  const now = fc.double({ min: 0, max: 8.64e15, noNaN: true });

  it('is never negative, and its total is the sum of the phases', () => {
    fc.assert(
      fc.property(history(clockEvent), now, (events, at) => {
        const clock = fold(events);
        const times = PHASES.map((phase) => elapsed(clock, phase, at));
        expect(times.every((ms) => Number.isFinite(ms) && ms >= 0)).toBe(true);
        const sum = times.reduce((a, b) => a + b);
        expectNear(totalElapsed(clock, at), sum);
      }),
    );
  });

  it('never runs backwards while nothing happens and time goes on', () => {
    fc.assert(
      fc.property(history(clockEvent), now, now, (events, one, other) => {
        const clock = fold(events);
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        for (const phase of PHASES) {
          expect(elapsed(clock, phase, late)).toBeGreaterThanOrEqual(elapsed(clock, phase, early));
        }
      }),
    );
  });

  it('never gives back what was booked', () => {
    fc.assert(
      fc.property(history(clockEvent), (events) => {
        let clock = newClock('narrate');
        for (const event of events) {
          const next = stepClock(clock, event);
          for (const phase of PHASES) {
            expect(elapsed(next, phase, 0)).toBeGreaterThanOrEqual(elapsed(clock, phase, 0));
          }
          clock = next;
        }
      }),
    );
  });

  it('depends on the events and now alone, wherever the fold is interrupted', () => {
    fc.assert(
      fc.property(history(clockEvent), fc.nat(40), now, (events, cut, at) => {
        const frozen = structuredClone(events);
        const half = structuredClone(fold(events.slice(0, cut)));
        const resumedFold = events.slice(cut).reduce(stepClock, half);
        expect(resumedFold).toEqual(fold(frozen));
        expect(totalElapsed(resumedFold, at)).toBe(totalElapsed(fold(events), at));
        expect(events).toEqual(frozen);
      }),
    );
  });

  it('changes nothing after the end but time away that is counted', () => {
    fc.assert(
      fc.property(history(clockEvent), history(clockEvent), (before, after) => {
        const end = fold([...before, stamped(finished, 99, 50_000)]);
        const later = after.reduce(stepClock, end);
        expect({ ...later, spent: {}, aways: [] }).toEqual({ ...end, spent: {}, aways: [] });
        const counted = (clock: ClockState) =>
          clock.aways.filter((away) => away.counted).reduce((sum, away) => sum + away.ms, 0);
        const added = counted(later) - counted(end);
        expectNear(totalElapsed(later, 0), totalElapsed(end, 0) + added);
      }),
    );
  });
});

describe('the clock', () => {
  it('counts what runs and nothing while it stands', () => {
    const clock = clockAfter([resumed, 1000], [paused, 4000], [resumed, 9000]);
    expect(elapsed(clock, 'narrate', 9500)).toBe(3500);
    expect(clock).toMatchObject({ since: 9000, started: true, session: 's' });
  });

  it('books each stretch on its own phase and goes on running', () => {
    const clock = clockAfter([resumed, 0], [entered('code'), 60_000], [entered('close'), 200_000]);
    expect(clock.spent).toEqual({ narrate: 60_000, code: 140_000 });
    expect(elapsed(clock, 'close', 230_000)).toBe(30_000);
    expect(totalElapsed(clock, 230_000)).toBe(230_000);
  });

  it('does not start by a change of phase', () => {
    const clock = clockAfter([entered('code'), 0]);
    expect(clock).toMatchObject({ phase: 'code', since: null, started: false });
  });

  it('loses nothing by a reload, in which a new window resumes what still runs', () => {
    const clock = clockAfter([resumed, 0], [{ ...resumed, session: 'new' }, 20_000]);
    expect(elapsed(clock, 'narrate', 30_000)).toBe(30_000);
    expect(clock.session).toBe('new');
  });

  it('leaves time away out until the user counts it, and counts it once', () => {
    const away: NewEvent = { kind: 'time-away', from: 10_000, until: 70_000, ...here };
    const counted: NewEvent = { kind: 'away-counted', away: idOf(1), ...here };
    const left = clockAfter([resumed, 0], [away, 70_000]);
    expect(left).toMatchObject({ since: null, spent: { narrate: 10_000 } });
    expect(left.aways).toEqual([{ id: idOf(1), phase: 'narrate', ms: 60_000, counted: false }]);
    const back = clockAfter([resumed, 0], [away, 70_000], [counted, 71_000], [counted, 72_000]);
    expect(back.spent).toEqual({ narrate: 70_000 });
  });

  it('ignores time away that two windows noticed, and such as began before it ran', () => {
    const away: NewEvent = { kind: 'time-away', from: 10_000, until: 70_000, ...here };
    expect(clockAfter([resumed, 0], [away, 70_000], [away, 70_001]).aways).toHaveLength(1);
    const late = clockAfter([resumed, 60_000], [away, 70_000]);
    expect(late).toMatchObject({ spent: {}, aways: [{ ms: 10_000 }] });
  });

  it('stands still while the system clock is behind', () => {
    const clock = clockAfter([resumed, 50_000], [paused, 20_000]);
    expect(totalElapsed(clock, 0)).toBe(0);
    expect(totalElapsed(clockAfter([resumed, 50_000]), 20_000)).toBe(0);
  });
});

it('both ends belong to a band', () => {
  const places = [59_999, 60_000, 120_000, 120_001].map((ms) => placeInBand(ms, [60, 120]));
  expect(places).toEqual(['before', 'within', 'within', 'over']);
});

it('shows minutes, and hours when there are any', () => {
  const shown = [0, 59_999, 60_000, 3_599_999, 3_600_000].map(formatClock);
  expect(shown).toEqual(['0:00', '0:59', '1:00', '59:59', '1:00:00']);
});
