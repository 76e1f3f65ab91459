import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AWAY_MS, BEAT_MS, decide, GONE_MS, type Sight } from '../../src/core/keeper.ts';

const NOW = 1_000_000_000;
/** Another window's clock, which runs for an hour and was seen `ago` milliseconds ago. */
function seen(ago: number, changed: Partial<Sight> = {}): Sight {
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

  it('holds its own clock, however long it slept, also before its first sign of life', () => {
    const holder = { session: 'own', at: NOW - 8 * 3_600_000 };
    expect(decide(seen(0, { holder, lastLook: holder.at })).kind).toBe('hold');
    const clock = { since: NOW - 3_600_000, session: 'own' };
    expect(decide(seen(0, { holder: null, clock })).kind).toBe('hold');
    expect(decide(seen(0, { clock })).kind).toBe('wait');
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
        expect(decision.from).toBeGreaterThanOrEqual(one.holder?.at ?? 0);
        expect(one.holder?.session).not.toBe('own');
      }),
    );
  });
});
