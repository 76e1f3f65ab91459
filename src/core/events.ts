/**
 * Every fact that a user makes is one of these events: one line of the history each. All else (the running
 * clock, the state of a drill, the checklist) is a fold of them, so nothing here is ever changed or deleted.
 */
import { isEventId } from './event-id.ts';
import {
  isBoolean,
  isInteger,
  isText,
  listOf,
  oneOf,
  optional,
  orNull,
  shaped,
  inRange,
  type Guard,
  type Shape,
  type Shaped,
} from './guards.ts';

/**
 * Version of the event format. Lines of a higher version stay in the file and are skipped when it is read;
 * protocol/event-upgrade.ts translates those of a lower one.
 */
export const EVENT_VERSION = 2;

/** Wall-clock time in milliseconds since 1970, up to the last one that a `Date` can hold. */
const isTime = inRange(0, 8.64e15);

/**
 * What all events carry. `id` is unique and sorts by time. `zone` is how many minutes the local clock was ahead of UTC,
 * so that a day stays the day on which it was lived; events of earlier versions lack it.
 */
const base = {
  v: oneOf(EVENT_VERSION),
  id: isEventId,
  at: isTime,
  zone: optional(inRange(-1440, 1440)),
};

/** One sitting at one exercise, from start to finish, is an attempt; a session is one run of one editor window. */
const inAttempt = { ...base, attempt: isText };
const onClock = { ...inAttempt, session: isText };

const shapes = {
  /** `file` is null if nothing is written; `sittingId` is the round or mock interview that the attempt is part of. */
  'attempt-started': {
    ...onClock,
    exerciseId: isText,
    file: orNull(isText),
    phase: isText,
    sittingId: optional(isText),
  },
  'clock-resumed': onClock,
  'clock-paused': onClock,
  'phase-entered': { ...onClock, phase: isText, reason: oneOf('user', 'passed', 'undone') },
  /**
   * The window was closed, or the computer slept, while the clock ran: `from` to `until` is not counted, and the clock
   * is paused.
   */
  'time-away': { ...onClock, from: isTime, until: isTime },
  /** The user says that a `time-away` (by its event id) was work after all. */
  'away-counted': { ...onClock, away: isText },
  'attempt-finished': onClock,
  'point-ticked': { ...inAttempt, point: isText, on: isBoolean },
  'hint-opened': { ...inAttempt, hint: isInteger },
  'attempt-rated': { ...inAttempt, rating: oneOf(1, 2, 3, 4) },
  /** The model answer was shown; the clock stands from then on. */
  'answer-revealed': inAttempt,
  /** An exact answer to a generated question, such as an output size. */
  answered: { ...inAttempt, question: isText, given: isText, correct: isBoolean },
  /** At a run that goes wrong: something was measured, the hypotheses were put in order, cause and fix were named. */
  'measurement-asked': { ...inAttempt, measurement: isText },
  'hypotheses-ordered': { ...inAttempt, order: listOf(isText) },
  diagnosed: { ...inAttempt, cause: isText, fix: isText, correct: isBoolean },
  /** The drawing was held against its architecture; `findings` are the ids of what was found, one for each. */
  'drawing-reviewed': { ...inAttempt, passed: isBoolean, findings: listOf(isText) },
  /** A program was broken with these mistakes, by id, and handed out; `key` is the hash of what is needed to judge it. */
  'program-broken': { ...inAttempt, seed: isInteger, key: isText, mistakes: listOf(isText) },
  /** The user suspects a line of the program as it was handed out, or no longer does. */
  'line-suspected': { ...inAttempt, line: isInteger, on: isBoolean },
  /**
   * The repaired program was checked at so many milliseconds on the clock: which mistakes are left, by the names of
   * their edits, whether that is sure, and what is newly broken, by id, or empty where it has none.
   */
  'repair-checked': {
    ...inAttempt,
    ms: inRange(0, Number.MAX_SAFE_INTEGER),
    passed: isBoolean,
    left: listOf(isText),
    certain: isBoolean,
    broken: listOf(isText),
  },
  /** Several exercises in a row, chosen in advance: a rapid-fire round or a mock interview. */
  'sitting-started': {
    ...base,
    sitting: isText,
    of: oneOf('round', 'mock'),
    exercises: listOf(isText),
    minutes: orNull(isInteger),
  },
  /** An honest look back at a sitting: one of the eight general mistakes was made, or not after all. */
  'sitting-mistake': { ...base, sitting: isText, mistake: isText, on: isBoolean },
  'sitting-finished': { ...base, sitting: isText },
  /** What the candidate's file held then, as the hash under which its text is kept beside the history. */
  'code-kept': { ...inAttempt, code: isText },
  /** The user deleted the attempt: it no longer counts anywhere, and its code is removed. */
  'attempt-forgotten': inAttempt,
  'solution-viewed': { ...base, exerciseId: isText, passed: isBoolean },
  'file-archived': { ...base, exerciseId: isText, from: isText, to: isText },
  checked: {
    ...base,
    exerciseId: isText,
    attempt: orNull(isText),
    file: isText,
    passed: isBoolean,
    checks: listOf(shaped({ id: isText, status: oneOf('passed', 'failed', 'skipped') })),
    mistakes: listOf(isText),
    durationMs: inRange(0, Number.MAX_SAFE_INTEGER),
  },
  'item-ticked': { ...base, item: isText, on: isBoolean },
  'checklist-reset': base,
  /** The user was told that so many lines of the history cannot be read, and need not be told again. */
  'damage-told': { ...base, lines: isInteger },
} satisfies Record<string, Shape>;

export type EventKind = keyof typeof shapes;
export type Event = {
  [Kind in EventKind]: { kind: Kind } & Shaped<(typeof shapes)[Kind]>;
}[EventKind];
/** An event before the history has given it its version, id, time and zone. */
export type NewEvent = Event extends infer E
  ? E extends Event
    ? Omit<E, 'v' | 'id' | 'at' | 'zone'>
    : never
  : never;

const guards: ReadonlyMap<unknown, Guard<unknown>> = new Map(
  Object.entries(shapes).map(([kind, shape]) => [kind, shaped<Shape>(shape)]),
);

export function isEventKind(kind: unknown): kind is EventKind {
  return guards.has(kind);
}

/** Whether `value` is an event of this version, whole and of the right types. */
export function isEvent(value: { readonly kind: unknown }): value is Event {
  return guards.get(value.kind)?.(value) === true;
}
