/** Several exercises in a row, chosen in advance, as a fold of their events: a rapid-fire round, a mock interview. */
import type { Event } from './events.ts';

export interface Sitting {
  readonly id: string;
  readonly of: 'round' | 'mock';
  /** Ids of the exercises, in order. */
  readonly exercises: readonly string[];
  /** The length that was asked for; null where there is none. */
  readonly minutes: number | null;
  readonly startedAt: number;
  /** As for an attempt. */
  readonly zone: number | undefined;
  /** Attempts by exercise; the last one counts. */
  readonly attempts: ReadonlyMap<string, string>;
  /** The general mistakes that the user says they made. */
  readonly mistakes: ReadonlySet<string>;
  readonly finishedAt: number | null;
}

export function newSitting(event: Extract<Event, { kind: 'sitting-started' }>): Sitting {
  const { sitting: id, of, exercises, minutes, at: startedAt, zone } = event;
  const none = { attempts: new Map(), mistakes: new Set<string>(), finishedAt: null };
  return { id, of, exercises, minutes, startedAt, zone, ...none };
}

export function stepSitting(
  sitting: Sitting,
  event: Extract<Event, { kind: 'sitting-mistake' | 'sitting-finished' }>,
): Sitting {
  if (event.kind === 'sitting-finished') {
    return { ...sitting, finishedAt: sitting.finishedAt ?? event.at };
  }
  const mistakes = new Set(sitting.mistakes);
  if (event.on) mistakes.add(event.mistake);
  else mistakes.delete(event.mistake);
  return { ...sitting, mistakes };
}

/** The sitting once `attempt` at `exercise` has begun in it. */
export function withAttempt(sitting: Sitting, exercise: string, attempt: string): Sitting {
  return { ...sitting, attempts: new Map(sitting.attempts).set(exercise, attempt) };
}
