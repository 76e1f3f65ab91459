/**
 * Every fact that a user makes is one of these events: one line of the history each. All else (the running
 * clock, the state of a drill, the checklist) is a fold of them, so nothing here is ever changed or deleted.
 */
import * as v from 'valibot';

/** Version of the event format. A higher one is kept in the file and skipped when read. */
export const EVENT_VERSION = 1;

const text = v.pipe(v.string(), v.maxLength(4096));
const ids = v.array(text);

/** What all events carry. `at` is wall-clock time in milliseconds since 1970; `id` is unique and sorts by time. */
const base = { v: v.literal(EVENT_VERSION), id: text, at: v.pipe(v.number(), v.finite()) };

/** One sitting at one drill, from start to finish, is an attempt; a session is one run of one editor window. */
const inAttempt = { ...base, attempt: text };
const onClock = { ...inAttempt, session: text };

export const checkStatus = v.picklist(['passed', 'failed', 'skipped']);

export const eventSchema = v.variant('kind', [
  v.object({
    ...onClock,
    kind: v.literal('attempt-started'),
    drill: text,
    file: text,
    phase: text,
  }),
  v.object({ ...onClock, kind: v.literal('clock-resumed') }),
  v.object({ ...onClock, kind: v.literal('clock-paused') }),
  v.object({
    ...onClock,
    kind: v.literal('phase-entered'),
    phase: text,
    reason: v.picklist(['user', 'passed', 'undone']),
  }),
  /** The window was closed while the clock ran: `from` to `until` is not counted, and the clock is paused. */
  v.object({ ...onClock, kind: v.literal('time-away'), from: v.number(), until: v.number() }),
  /** The user says that a `time-away` (by its event id) was work after all. */
  v.object({ ...onClock, kind: v.literal('away-counted'), away: text }),
  v.object({ ...onClock, kind: v.literal('attempt-finished') }),
  v.object({ ...inAttempt, kind: v.literal('point-ticked'), point: text, on: v.boolean() }),
  v.object({ ...inAttempt, kind: v.literal('hint-opened'), hint: v.pipe(v.number(), v.integer()) }),
  v.object({ ...inAttempt, kind: v.literal('attempt-felt'), rating: v.picklist([1, 2, 3, 4]) }),
  v.object({ ...base, kind: v.literal('solution-viewed'), drill: text, passed: v.boolean() }),
  v.object({ ...base, kind: v.literal('file-archived'), drill: text, from: text, to: text }),
  v.object({
    ...base,
    kind: v.literal('checked'),
    drill: text,
    attempt: v.nullable(text),
    file: text,
    passed: v.boolean(),
    checks: v.array(v.object({ id: text, status: checkStatus })),
    mistakes: ids,
    durationMs: v.number(),
  }),
  v.object({ ...base, kind: v.literal('item-ticked'), item: text, on: v.boolean() }),
  v.object({ ...base, kind: v.literal('checklist-reset') }),
]);

export type Event = v.InferOutput<typeof eventSchema>;
export type EventKind = Event['kind'];
/** An event before the history has given it its version, id and time. */
export type NewEvent = Event extends infer E
  ? E extends Event
    ? Omit<E, 'v' | 'id' | 'at'>
    : never
  : never;
