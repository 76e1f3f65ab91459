/** Random histories for fast-check: any order of anything, at any time, also with the clock set back. */
import fc from 'fast-check';
import { EVENT_VERSION, type Event, type NewEvent } from '../../src/core/events.ts';

/** Names that meet often, and some that every object has. */
const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'toString', 'constructor');
const phase = fc.constantFrom('narrate', 'code', 'close', '__proto__', 'valueOf');
const time = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.double({ min: 0, max: 8.64e15, noNaN: true }),
);
const onClock = { attempt: name, session: name };

export const clockEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  fc.record({ kind: fc.constant('clock-resumed' as const), ...onClock }),
  fc.record({ kind: fc.constant('clock-paused' as const), ...onClock }),
  fc.record({
    kind: fc.constant('phase-entered' as const),
    phase,
    reason: fc.constantFrom('user' as const, 'passed' as const, 'undone' as const),
    ...onClock,
  }),
  fc.record({ kind: fc.constant('time-away' as const), from: time, until: time, ...onClock }),
  fc.record({
    kind: fc.constant('away-counted' as const),
    away: fc.integer({ min: 0, max: 30 }).map(idOf),
    ...onClock,
  }),
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('attempt-finished' as const), ...onClock }),
  },
);

export const anyEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  { weight: 6, arbitrary: clockEvent },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('attempt-started' as const),
      exerciseId: name,
      file: fc.option(name),
      phase,
      sittingId: name,
      ...onClock,
    }),
  },
  fc.record({
    kind: fc.constant('point-ticked' as const),
    attempt: name,
    point: name,
    on: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('hint-opened' as const), attempt: name, hint: fc.nat(3) }),
  fc.record({ kind: fc.constant('code-kept' as const), attempt: name, code: name }),
  fc.record({ kind: fc.constant('attempt-forgotten' as const), attempt: name }),
  fc.record({
    kind: fc.constant('attempt-rated' as const),
    attempt: name,
    rating: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
  }),
  fc.record({
    kind: fc.constant('checked' as const),
    exerciseId: name,
    attempt: fc.option(name),
    file: name,
    passed: fc.boolean(),
    checks: fc.array(
      fc.record({ id: name, status: fc.constantFrom('passed' as const, 'failed' as const) }),
      { maxLength: 2 },
    ),
    mistakes: fc.array(name, { maxLength: 2 }),
    durationMs: fc.nat(),
  }),
  fc.record({ kind: fc.constant('answer-revealed' as const), attempt: name }),
  fc.record({
    kind: fc.constant('answered' as const),
    attempt: name,
    question: name,
    given: name,
    correct: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('measurement-asked' as const),
    attempt: name,
    measurement: name,
  }),
  fc.record({
    kind: fc.constant('hypotheses-ordered' as const),
    attempt: name,
    order: fc.array(name, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('diagnosed' as const),
    attempt: name,
    cause: name,
    fix: name,
    correct: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('drawing-reviewed' as const),
    attempt: name,
    passed: fc.boolean(),
    findings: fc.array(name, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('sitting-started' as const),
    sitting: name,
    of: fc.constantFrom('round' as const, 'mock' as const),
    exercises: fc.array(name, { maxLength: 3 }),
    minutes: fc.option(fc.nat()),
  }),
  fc.record({
    kind: fc.constant('sitting-mistake' as const),
    sitting: name,
    mistake: name,
    on: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('sitting-finished' as const), sitting: name }),
  fc.record({
    kind: fc.constant('solution-viewed' as const),
    exerciseId: name,
    passed: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('file-archived' as const),
    exerciseId: name,
    from: name,
    to: name,
  }),
  fc.record({ kind: fc.constant('item-ticked' as const), item: name, on: fc.boolean() }),
  fc.record({ kind: fc.constant('checklist-reset' as const) }),
  fc.record({ kind: fc.constant('damage-told' as const), lines: fc.nat() }),
);

/** A history of such events at any times, in the order of its log. */
export function history(event: fc.Arbitrary<NewEvent>, maxLength = 40): fc.Arbitrary<Event[]> {
  return fc
    .array(fc.tuple(event, time), { maxLength })
    .map((entries) => entries.map(([one, at], order) => stamped(one, order, at)));
}

/** The event with its version, an id of its place in the log, and a time; where, nobody knows. */
export function stamped(event: NewEvent, order: number, at: number): Event {
  return { v: EVENT_VERSION, id: idOf(order), at, ...event };
}

export function idOf(order: number): string {
  return `01${String(order).padStart(24, '0')}`;
}
