/** One sitting at one exercise as a fold of its events. */
import { finished, newClock, paused, stepClock, type ClockState } from './clock.ts';
import type { Event } from './events.ts';

export type Checked = Extract<Event, { kind: 'checked' }>;
export type Answered = Pick<Extract<Event, { kind: 'answered' }>, 'question' | 'given' | 'correct'>;
export type Diagnosis = Pick<Extract<Event, { kind: 'diagnosed' }>, 'cause' | 'fix' | 'correct'>;
export type Reviewed = Pick<
  Extract<Event, { kind: 'drawing-reviewed' }>,
  'at' | 'passed' | 'findings'
>;
export type Repaired = Pick<
  Extract<Event, { kind: 'repair-checked' }>,
  'at' | 'ms' | 'passed' | 'left' | 'certain' | 'broken'
>;
/** What a program was broken with, by id; `key` is the hash of what judges its repair. */
export type BrokenWith = Pick<
  Extract<Event, { kind: 'program-broken' }>,
  'seed' | 'key' | 'mistakes'
>;
export type Rating = 1 | 2 | 3 | 4;
/** What each rating means, in a list; ratings count from 1. */
export const RATING_WORDS = ['', 'lost', 'hard', 'went well', 'easy'] as const;

/** The text of the candidate's file at a time, by its hash. */
export interface Code {
  readonly at: number;
  readonly hash: string;
}

export interface Attempt {
  readonly id: string;
  readonly exerciseId: string;
  /** What the candidate writes; null where nothing is written. */
  readonly file: string | null;
  /** The round or mock interview that it is part of. */
  readonly sittingId: string | null;
  readonly startedAt: number;
  /** How many minutes the local clock was ahead of UTC then; earlier versions did not write that. */
  readonly zone: number | undefined;
  /** Wall-clock time of its end, or null. */
  readonly finishedAt: number | null;
  readonly clock: ClockState;
  /** Ids of the talking points that were ticked. */
  readonly points: ReadonlySet<string>;
  /** Indices of the hints that were opened. */
  readonly hints: ReadonlySet<number>;
  readonly rating: Rating | null;
  /** Whether the model answer was shown. */
  readonly revealed: boolean;
  /** Exact answers given, in order. */
  readonly answers: readonly Answered[];
  /** Ids of the measurements that were asked for, in order. */
  readonly measurements: readonly string[];
  /** Ids of the hypotheses as last ordered, most likely first; empty before. */
  readonly hypotheses: readonly string[];
  /** What was named as cause and fix, in order. */
  readonly diagnoses: readonly Diagnosis[];
  /** Reviews of the drawing, in order. */
  readonly reviews: readonly Reviewed[];
  /** The program that is being repaired; null where none is. */
  readonly broken: BrokenWith | null;
  /** Lines of that program that the user suspects, from 1. */
  readonly suspected: ReadonlySet<number>;
  /** Checks of the repaired program, in order. */
  readonly repairs: readonly Repaired[];
  readonly lastCheck: Checked | null;
  /** Every check of its file, oldest first. */
  readonly checks: readonly Checked[];
  /** What its file held, oldest first: hashes of kept texts. */
  readonly codes: readonly Code[];
  /** Ids of the mistakes that any of its checks named. */
  readonly mistakes: ReadonlySet<string>;
  /** Wall-clock time of the first pass, or null. */
  readonly passedAt: number | null;
}

export function newAttempt(event: Extract<Event, { kind: 'attempt-started' }>): Attempt {
  return {
    id: event.attempt,
    exerciseId: event.exerciseId,
    file: event.file,
    sittingId: event.sittingId ?? null,
    startedAt: event.at,
    zone: event.zone,
    finishedAt: null,
    clock: newClock(event.phase),
    points: new Set(),
    hints: new Set(),
    rating: null,
    revealed: false,
    answers: [],
    measurements: [],
    hypotheses: [],
    diagnoses: [],
    reviews: [],
    broken: null,
    suspected: new Set(),
    repairs: [],
    lastCheck: null,
    checks: [],
    codes: [],
    mistakes: new Set(),
    passedAt: null,
  };
}

/** The attempt after one more event of it; the same object when nothing changed. */
export function stepAttempt(attempt: Attempt, event: Event): Attempt {
  switch (event.kind) {
    case 'point-ticked':
      return toggled(attempt, 'points', event.point, event.on);
    case 'hint-opened':
      return toggled(attempt, 'hints', event.hint, true);
    case 'attempt-rated':
      return { ...attempt, rating: event.rating };
    case 'code-kept':
      if (attempt.codes.at(-1)?.hash === event.code) return attempt;
      return { ...attempt, codes: grown(attempt.codes, { at: event.at, hash: event.code }) };
    case 'answer-revealed':
      return attempt.revealed ? attempt : { ...stoppedAt(attempt, event.at), revealed: true };
    case 'answered': {
      const { question, given, correct } = event;
      return { ...attempt, answers: grown(attempt.answers, { question, given, correct }) };
    }
    case 'measurement-asked': {
      const { measurement } = event;
      if (attempt.measurements.includes(measurement)) return attempt;
      return { ...attempt, measurements: [...attempt.measurements, measurement] };
    }
    case 'hypotheses-ordered':
      return { ...attempt, hypotheses: event.order };
    case 'diagnosed': {
      const { cause, fix, correct } = event;
      return { ...attempt, diagnoses: grown(attempt.diagnoses, { cause, fix, correct }) };
    }
    case 'drawing-reviewed': {
      const { at, passed, findings } = event;
      const reviews = grown(attempt.reviews, { at, passed, findings });
      return { ...attempt, reviews, passedAt: attempt.passedAt ?? (passed ? at : null) };
    }
    case 'program-broken': {
      const { seed, key, mistakes } = event;
      return { ...attempt, broken: { seed, key, mistakes } };
    }
    case 'line-suspected':
      return toggled(attempt, 'suspected', event.line, event.on);
    case 'repair-checked': {
      const { at, ms, passed, left, certain, broken } = event;
      const repairs = grown(attempt.repairs, { at, ms, passed, left, certain, broken });
      return { ...attempt, repairs, passedAt: attempt.passedAt ?? (passed ? at : null) };
    }
    default: {
      const clock = stepClock(attempt.clock, event);
      if (clock === attempt.clock) return attempt;
      const finishedAt = clock.finished ? (attempt.finishedAt ?? event.at) : null;
      return { ...attempt, clock, finishedAt };
    }
  }
}

/** The attempt with one thing more or less in one of its sets; the same object when nothing changed. */
function toggled<K extends 'points' | 'hints' | 'suspected'>(
  attempt: Attempt,
  key: K,
  one: Attempt[K] extends ReadonlySet<infer T> ? T : never,
  on: boolean,
): Attempt {
  const set: ReadonlySet<unknown> = attempt[key];
  if (set.has(one) === on) return attempt;
  // In place, as in `grown`.
  if (on) (set as Set<unknown>).add(one);
  else (set as Set<unknown>).delete(one);
  return { ...attempt };
}

/**
 * Adds to a list in place. What an attempt holds belongs to its fold alone, which never goes back: with a copy for each
 * event, folding a long attempt, such as a foreign file can hold, would take hours.
 */
function grown<T>(list: readonly T[], one: T): readonly T[] {
  (list as T[]).push(one);
  return list;
}

/** The attempt once a check of its file is done. */
export function withCheck(attempt: Attempt, check: Checked): Attempt {
  const mistakes = attempt.mistakes as Set<string>;
  for (const mistake of check.mistakes) mistakes.add(mistake);
  const passedAt = attempt.passedAt ?? (check.passed ? check.at : null);
  const checks = grown(attempt.checks, check);
  return { ...attempt, lastCheck: check, checks, mistakes, passedAt };
}

/** The attempt when another at the same exercise begins at `at`. */
export function replacedAt(attempt: Attempt, at: number): Attempt {
  return { ...attempt, clock: finished(attempt.clock, at), finishedAt: attempt.finishedAt ?? at };
}

function stoppedAt(attempt: Attempt, at: number): Attempt {
  return { ...attempt, clock: paused(attempt.clock, at) };
}
