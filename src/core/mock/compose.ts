/** What a mock interview is made of: parts of every kind, chosen by what is due and what is weak. */
import type { ChecklistItem, ExerciseSummary } from '../content.ts';
import type { Role } from '../demand.ts';
import type { Kind } from '../kinds.ts';
import { minutesOf } from '../schedule/minutes.ts';
import { readinessAt, valueFrom } from '../schedule/readiness.ts';
import type { Schedule } from '../schedule/schedule.ts';

/** Lengths to choose from, in minutes. */
export const MOCK_MINUTES = [30, 45, 60] as const;
export type MockMinutes = (typeof MOCK_MINUTES)[number];

const CODE: readonly Kind[] = ['coding', 'debug'];

/**
 * How many of which kinds, in the order of the interview. One of the kinds of a part is taken; code is written in one
 * interview and repaired in the next.
 */
const PARTS: Readonly<
  Record<MockMinutes, readonly { readonly kinds: readonly Kind[]; readonly count: number }[]>
> = {
  30: [
    { kinds: ['rapid-fire'], count: 3 },
    { kinds: ['coding'], count: 1 },
  ],
  45: [
    { kinds: ['rapid-fire'], count: 5 },
    { kinds: CODE, count: 1 },
    { kinds: ['deep-dive', 'unknown'], count: 1 },
  ],
  60: [
    { kinds: ['rapid-fire'], count: 6 },
    { kinds: CODE, count: 1 },
    { kinds: ['deep-dive', 'unknown'], count: 1 },
    { kinds: ['whiteboard'], count: 1 },
  ],
};

export interface MockContent {
  readonly exercises: readonly ExerciseSummary[];
  readonly checklist: readonly ChecklistItem[];
}

export interface MockOptions {
  readonly minutes: MockMinutes;
  readonly now: number;
  /** What the user applies for. */
  readonly role: Role;
  /** How many interviews there were before. */
  readonly before: number;
}

/** Ids of the exercises of an interview, in order. Kinds without content are left out. */
export function composeMock(
  { exercises, checklist }: MockContent,
  schedule: Schedule,
  { minutes, now, role, before }: MockOptions,
): readonly string[] {
  const readiness = readinessAt(schedule, checklist, exercises, now);
  const weak = byWeakness(exercises, schedule, now, valueFrom(readiness, role));
  const chosen: string[] = [];
  let left: number = minutes;
  for (const { kinds, count } of PARTS[minutes]) {
    const turn = kinds === CODE ? CODE.filter((_kind, at) => at === before % CODE.length) : kinds;
    const ofTurn = weak.filter(({ kind }) => turn.includes(kind));
    const fitting = ofTurn.length > 0 ? ofTurn : weak.filter(({ kind }) => kinds.includes(kind));
    for (const exercise of fitting.slice(0, count)) {
      // What was counted above leaves room for the usual times; a long one of its kind is left out.
      if (chosen.length > 0 && minutesOf(exercise) > left + SLACK_MINUTES) continue;
      chosen.push(exercise.id);
      left -= minutesOf(exercise);
    }
  }
  return chosen;
}

/** How much longer than planned an interview may become. */
const SLACK_MINUTES = 5;

/** What is due first, what is forgotten most before the rest; then what is new, the most valuable first; then the rest. */
function byWeakness(
  exercises: readonly ExerciseSummary[],
  schedule: Schedule,
  now: number,
  value: (exercise: ExerciseSummary) => number,
): readonly ExerciseSummary[] {
  const due = schedule.due(now).map(({ exercise }) => exercise.id);
  const rank = (exercise: ExerciseSummary): readonly [number, number] => {
    const { id } = exercise;
    if (due.includes(id)) return [0, due.indexOf(id)];
    if (schedule.of(id) === null) return [1, -value(exercise)];
    return [2, schedule.recall(id, now)];
  };
  return exercises
    .map((exercise) => ({ exercise, rank: rank(exercise) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .map(({ exercise }) => exercise);
}
