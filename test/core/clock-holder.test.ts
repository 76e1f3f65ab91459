import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AWAY_MS,
  BEAT_MS,
  decide,
  GONE_MS,
  type ClockObservation,
} from '../../src/core/clock-holder.ts';

const NOW = 1_000_000_000;
/** Another window's clock, which runs for an hour and was seen `ago` milliseconds ago. */
function seen(ago: number, changed: Partial<ClockObservation> = {}): ClockObservation {
  return {
    now: NOW,
    lastLook: NOW - BEAT_MS,
    own: 'own',
    clock: { since: NOW - 3_600_000, session: 'other' },
    holder: { session: 'other', at: NOW - ago },
    ...changed,
  };
}

describe('who keeps the running clock', () => {
  it.each([
    ['wait', 0],
    ['wait', GONE_MS],
    ['take-over', GONE_MS + 1],
    ['take-over', AWAY_MS],
    ['away', AWAY_MS + 1],
  ] as const)('%s when the keeper was seen %i ms ago', (kind, ago) => {
    expect(decide(seen(ago)).kind).toBe(kind);
  });

  it('books nothing before the last sign of life as time away', () => {
    const away = { kind: 'away', from: NOW - 600_000, until: NOW };
    expect(decide(seen(600_000))).toEqual(away);
    const resumed = { since: NOW - 500_000, session: 'other' };
    expect(decide(seen(600_000, { clock: resumed }))).toEqual({ ...away, from: NOW - 500_000 });
    expect(decide(seen(0, { holder: null }))).toEqual({ ...away, from: NOW - 3_600_000 });
  });

  const own = { clock: { since: NOW - 3_600_000, session: 'own' }, holder: null };

  it('holds its own clock, also before its first sign of life', () => {
    const holder = { session: 'own', at: NOW - 8 * 3_600_000 };
    expect(decide(seen(0, { holder })).kind).toBe('hold');
    expect(decide(seen(0, own)).kind).toBe('hold');
    expect(decide(seen(0, { ...own, holder: { session: 'other', at: NOW } })).kind).toBe('wait');
  });

  it.each([
    ['hold', BEAT_MS + 3000, 'on a busy machine or in a debugger'],
    ['hold', AWAY_MS, 'at most as long as a reload may take'],
    ['away', AWAY_MS + 1, 'longer: the computer slept'],
  ] as const)('%ss its own clock when it looked %i ms ago, %s', (...[kind, ago]) => {
    const lastLook = NOW - ago;
    const decision = decide(seen(0, { ...own, lastLook }));
    expect(decision).toEqual(kind === 'hold' ? { kind } : { kind, from: lastLook, until: NOW });
    // What was started after the sleep did not sleep.
    const clock = { since: NOW - 1000, session: 'own' };
    expect(decide(seen(0, { ...own, clock, lastLook })).kind).toBe('hold');
  });

  it('goes on where its own clock stood when the system clock was set back', () => {
    const lastLook = NOW + 3_600_000;
    expect(decide(seen(0, { ...own, lastLook }))).toEqual({ kind: 'set-back', from: lastLook });
    expect(decide(seen(0, { ...own, lastLook: NOW + BEAT_MS })).kind).toBe('hold');
  });

  it('waits a beat after the machine slept or its clock was set', () => {
    expect(decide(seen(3_600_000, { lastLook: NOW - 3_600_000 })).kind).toBe('wait');
    expect(decide(seen(3_600_000, { lastLook: NOW + 3_600_000 })).kind).toBe('wait');
  });

  it('leaves the clock to a keeper that is alive though the system clock was set back', () => {
    const clock = { since: NOW + 3_600_000, session: 'other' };
    expect(decide(seen(1000, { clock })).kind).toBe('wait');
    expect(decide(seen(-3_600_000, { clock })).kind).toBe('take-over');
  });

  it('never books negative time, nor any while somebody shows signs of life', () => {
    const time = fc.integer({ min: 0, max: 2_000_000_000 });
    const session = fc.constantFrom('own', 'other', 'third');
    const sight = fc.record({
      now: time,
      lastLook: time,
      own: fc.constant('own'),
      clock: fc.record({ since: time, session: fc.option(session) }),
      holder: fc.option(fc.record({ session, at: time })),
    });
    fc.assert(
      fc.property(sight, (one) => {
        const decision = decide(one);
        if (decision.kind !== 'away') return;
        expect(decision.until - decision.from).toBeGreaterThan(AWAY_MS);
        expect(decision.from).toBeGreaterThanOrEqual(one.clock.since);
        const isOwn = (one.holder?.session ?? one.clock.session) === 'own';
        const sign = isOwn ? one.lastLook : (one.holder?.at ?? 0);
        expect(decision.from).toBeGreaterThanOrEqual(sign);
      }),
    );
  });
});
