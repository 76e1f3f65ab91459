import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf, hasAny, joinChanges, type Change } from '../../src/core/change.ts';
import type { Event, NewEvent } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { Schedule } from '../../src/core/schedule/schedule.ts';
import { anyEvent, stamped } from './arbitraries.ts';
import { attemptAt, exercise, NOON } from './schedule/exercises.ts';

const options = { retention: 0.9, interview: null };
const exercises = [
  exercise('a', 'coding', []),
  exercise('b', 'rapid-fire', []),
  exercise('c', 'whiteboard', []),
  exercise('__proto__', 'clinic', []),
  exercise('toString', 'deep-dive', []),
  exercise('constructor', 'debug', []),
];

const attempt = fc.constantFrom('1', '2', '3');
const name = fc.constantFrom('a', 'b');
/** Events that add, change and remove reviews, of a few attempts at a few exercises. */
const reviewing: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('attempt-started' as const), attempt, exerciseId: name },
    ...{ file: fc.constant(null), phase: fc.constant('answer'), session: fc.constant('s') },
  }),
  fc.record({
    ...{ kind: fc.constant('attempt-finished' as const), attempt, session: fc.constant('s') },
  }),
  fc.record({
    ...{ kind: fc.constant('attempt-rated' as const), attempt },
    rating: fc.constantFrom(1 as const, 4 as const),
  }),
  fc.record({ kind: fc.constant('point-ticked' as const), attempt, point: name, on: fc.boolean() }),
  fc.record({ kind: fc.constant('attempt-forgotten' as const), attempt }),
  anyEvent,
);

const histories = fc
  .array(reviewing, { minLength: 10, maxLength: 40 })
  .map((all) => all.map((event, order) => stamped(event, order, NOON + order * 60_000)));

describe('a change', () => {
  it('names every exercise whose reviews it changes: a schedule renewed for these is the same as a new one', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(histories, steps, (events, sizes) => {
        const ledger = new Ledger();
        let schedule = new Schedule(ledger, exercises, options);
        for (let at = 0, turn = 0; at < events.length; turn += 1) {
          const some = events.slice(at, (at += sizes[turn % sizes.length] ?? 1));
          for (const event of some) ledger.apply(event);
          const change = changeOf(some, ledger);
          const whole = new Schedule(ledger, exercises, options);
          schedule = change === null ? whole : schedule.renewed(ledger, change.reviewed, new Map());
          expect(schedule.seen).toEqual(whole.seen);
        }
      }),
    );
  });

  it('says what was ticked, and which exercises went on', () => {
    const ledger = new Ledger();
    const whole = attemptAt('a', NOON, 3);
    for (const event of whole) ledger.apply(event);
    const tick = { ...whole[0], kind: 'item-ticked', item: 'fid', on: true } as Event;
    expect(changeOf([...whole.slice(1, 2), tick], ledger)).toEqual({
      kinds: new Set(['clock-resumed', 'item-ticked']),
      exercises: new Set(['a']),
      reviewed: new Set(['a']),
      items: new Set(['fid']),
    });
  });

  it('is of anything when its attempt is not known', () => {
    expect(changeOf(attemptAt('a', NOON, 3).slice(1), new Ledger())).toBeNull();
  });

  it('joined with another, says what both say', () => {
    const ledger = new Ledger();
    const [a, b] = [attemptAt('a', NOON, 3), attemptAt('b', NOON + 1e6, 3)];
    for (const event of [...a, ...b]) ledger.apply(event);
    const both: Change = changeOf([...a, ...b], ledger);
    expect(joinChanges(changeOf(a, ledger), changeOf(b, ledger))).toEqual(both);
    expect(joinChanges(both, null)).toBeNull();
    expect([hasAny(both, ['checked']), hasAny(both, ['clock-resumed']), hasAny(null, [])]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
