/** Small exercises and histories for the tests of the schedule. */
import type { ContentIndex, ExerciseSummary } from '../../../src/core/content.ts';
import type { Event, NewEvent } from '../../../src/core/events.ts';
import type { Kind } from '../../../src/core/kinds.ts';
import { stamped } from '../arbitraries.ts';

export const DAY = 86_400_000;
/** Noon, local time, far from the hour at which a day begins. */
export const NOON = new Date(2026, 10, 2, 12).getTime();

export function exercise(id: string, kind: Kind, items: string[], minutes = 10): ExerciseSummary {
  const seconds = minutes * 60;
  return {
    ...{ id, kind, items, title: id, summary: id, question: id, level: 'medium', tags: [] },
    points: 3,
    phases: [{ id: 'answer', title: 'Answer', band: [seconds, seconds] }],
  };
}

export function indexWith(exercises: readonly ExerciseSummary[]): ContentIndex {
  const ids = [...new Set(exercises.flatMap(({ items }) => items))];
  const checklist = ids.map((id) => ({ id, title: id, short: id, questions: [], practise: [] }));
  return { exercises, drills: [], checklist, guide: [], plans: [] };
}

/** The events of one whole attempt aloud, a minute long, from `at` on. */
export function attemptAt(drill: string, at: number, rating: 1 | 2 | 3 | 4): Event[] {
  const attempt = `${drill}@${at}`;
  const session = 's';
  const events: NewEvent[] = [
    { kind: 'attempt-started', attempt, exerciseId: drill, file: null, phase: 'answer', session },
    { kind: 'clock-resumed', attempt, session },
    { kind: 'answer-revealed', attempt },
    { kind: 'attempt-rated', attempt, rating },
    { kind: 'attempt-finished', attempt, session },
  ];
  return events.map((event, order) => stamped(event, at + order, at + order * 15_000));
}
