/** What weeks of practice add up to: one pass over the attempts of the history. */
import type { Attempt } from '../attempt.ts';
import { elapsed, totalElapsed } from '../clock.ts';
import type { Role } from '../demand.ts';
import { isDrill, type ContentIndex, type ExerciseSummary } from '../content.ts';
import { exerciseGroups } from '../exercise-groups.ts';
import { groupBy } from '../groups.ts';
import { KIND } from '../kinds.ts';
import type { Ledger } from '../ledger.ts';
import { dayOf } from '../schedule/days.ts';
import { minutesOf } from '../schedule/minutes.ts';
import { planText, planUntil } from '../schedule/plan.ts';
import { exercisesAbout, readinessFor } from '../schedule/readiness.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { retentionOf, type Retention } from './retention.ts';
import { findingRates, type FindingRate } from './found.ts';
import { practiceDays, type PracticeDay } from './days.ts';
import type { Band } from '../basics.ts';

/** Readiness for an item of the checklist, or for a topic of the coding questions. */
export interface ShownReadiness {
  readonly id: string;
  readonly title: string;
  /** From 0 to 1. */
  readonly now: number;
  /** On the day of the interview, if nothing more is practised; null without a date. */
  readonly then: number | null;
  readonly seen: number;
  readonly all: number;
}

/** The times of one phase of an exercise, attempt by attempt. */
export interface PhaseHistory {
  readonly exercise: string;
  readonly title: string;
  readonly phase: string;
  readonly band: Band;
  /** Seconds of each attempt, oldest first. */
  readonly seconds: readonly number[];
}

export interface MistakeHistory {
  readonly title: string;
  readonly drill: string;
  /** Attempts in which it was made. */
  readonly times: number;
  /** Finished attempts at the drill since the last time. */
  readonly since: number;
  /** The day of the last time, such as `2026-11-25`. */
  readonly day: string;
}

export interface RapidAnswer {
  readonly at: number;
  readonly title: string;
  readonly seconds: number;
  readonly band: Band;
}

/** What fits until the interview: a sentence, and what it counts by name. */
export interface PlanInWords {
  readonly text: string;
  /** What must be seen again, the earliest due first. */
  readonly again: readonly PlannedExercise[];
  /** What is new and fits, what helps the weakest items first. */
  readonly fresh: readonly PlannedExercise[];
  /** What is new and no longer pays. */
  readonly leave: readonly PlannedExercise[];
}

export interface PlannedExercise {
  readonly title: string;
  /** Such as `coding drill`. */
  readonly kind: string;
  readonly minutes: number;
}

export interface Statistics {
  readonly now: number;
  readonly interview: number | null;
  readonly attempts: number;
  readonly minutes: number;
  /** By item of the checklist. */
  readonly readiness: readonly ShownReadiness[];
  /** By topic of the coding questions. */
  readonly topics: readonly ShownReadiness[];
  /** Null without a date, and when it is over. */
  readonly plan: PlanInWords | null;
  readonly days: readonly PracticeDay[];
  readonly phases: readonly PhaseHistory[];
  readonly mistakes: readonly MistakeHistory[];
  /** By kind of mistake in broken programs. */
  readonly found: readonly FindingRate[];
  readonly rapid: readonly RapidAnswer[];
  readonly retention: readonly Retention[];
}

interface Sources {
  readonly index: ContentIndex;
  readonly ledger: Ledger;
  readonly schedule: Schedule;
  readonly now: number;
  readonly interview: number | null;
  readonly retention: number;
  /** Minutes that the user has for practice on a day. */
  readonly minutesADay: number;
  /** What the user applies for. */
  readonly role: Role;
}

export function statistics(sources: Sources): Statistics {
  const { index, ledger, now, interview } = sources;
  const known = new Map(index.exercises.map((exercise) => [exercise.id, exercise]));
  const attempts = [...ledger.allAttempts()].filter(
    ({ exerciseId, clock }) => known.has(exerciseId) && clock.started,
  );
  return {
    now,
    interview,
    attempts: attempts.length,
    minutes: Math.round(
      attempts.reduce((sum, one) => sum + totalElapsed(one.clock, now), 0) / 60_000,
    ),
    readiness: readiness(sources),
    topics: topics(sources),
    plan: planOf(sources),
    days: practiceDays(attempts, now),
    phases: phaseHistories(attempts, known),
    mistakes: mistakeHistories(attempts, known),
    found: findingRates(attempts, known),
    rapid: rapidAnswers(attempts, known),
    retention: retentionOf(attempts, index.exercises, sources.retention),
  };
}

function readiness(sources: Sources): readonly ShownReadiness[] {
  const { checklist, exercises } = sources.index;
  return checklist.map((item) => ({
    ...{ id: item.id, title: item.short },
    ...shown(exercisesAbout(item, exercises), sources),
  }));
}

function topics(sources: Sources): readonly ShownReadiness[] {
  const { index } = sources;
  return (exerciseGroups(index, 'coding') ?? []).map(({ title, among }) => {
    const about = index.exercises.filter(({ id }) => among.includes(id));
    return { id: title, title, ...shown(about, sources) };
  });
}

function shown(about: readonly ExerciseSummary[], { schedule, now, interview }: Sources) {
  const { ready, seen, all } = readinessFor(about, schedule, now);
  const ahead = interview !== null && interview > now;
  const then = ahead ? readinessFor(about, schedule, interview).ready : null;
  return { now: ready, then, seen, all };
}

function planOf({
  index,
  schedule,
  now,
  interview,
  minutesADay,
  role,
}: Sources): PlanInWords | null {
  const plan =
    interview === null ? null : planUntil(index, schedule, { now, interview, minutesADay, role });
  if (!plan) return null;
  const named = (exercises: readonly ExerciseSummary[]): readonly PlannedExercise[] =>
    exercises.map((one) => ({
      title: one.title,
      kind: KIND[one.kind].one,
      minutes: minutesOf(one),
    }));
  return {
    text: planText(plan, minutesADay),
    again: named(plan.again),
    fresh: named(plan.fresh),
    leave: named(plan.leave),
  };
}

type Known = ReadonlyMap<string, ExerciseSummary>;

/** Of what has several phases and was finished; an exercise with many attempts comes first. */
function phaseHistories(attempts: readonly Attempt[], known: Known): readonly PhaseHistory[] {
  const finished = groupBy(
    attempts.filter(({ clock }) => clock.finished),
    ({ exerciseId }) => exerciseId,
  );
  return [...finished]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([id, all]) => {
      const exercise = known.get(id);
      if (!exercise || exercise.phases.length < 2) return [];
      return exercise.phases.map((phase) => ({
        ...{ exercise: id, title: exercise.title, phase: phase.title, band: phase.band },
        seconds: all.map(({ clock }) => Math.round(elapsed(clock, phase.id, 0) / 1000)),
      }));
    });
}

function mistakeHistories(attempts: readonly Attempt[], known: Known): readonly MistakeHistory[] {
  const made = new Map<string, { drill: string; id: string; times: number; last: Attempt }>();
  const ends = groupBy(attempts, ({ exerciseId }) => exerciseId);
  for (const attempt of attempts) {
    const { exerciseId, mistakes, startedAt } = attempt;
    for (const id of mistakes) {
      const key = `${exerciseId} ${id}`;
      const { times, last } = made.get(key) ?? { times: 0, last: attempt };
      const latest = startedAt > last.startedAt ? attempt : last;
      made.set(key, { drill: exerciseId, id, times: times + 1, last: latest });
    }
  }
  return [...made.values()]
    .sort((a, b) => b.times - a.times || b.last.startedAt - a.last.startedAt)
    .map(({ drill, id, times, last }): MistakeHistory => {
      const exercise = known.get(drill);
      const titles = exercise && isDrill(exercise) ? exercise.mistakeTitles : {};
      return {
        title: titles[id] ?? id,
        drill: exercise?.title ?? drill,
        times,
        since: (ends.get(drill) ?? []).filter(({ startedAt }) => startedAt > last.startedAt).length,
        day: dayOf(last.startedAt, last.zone),
      };
    });
}

function rapidAnswers(attempts: readonly Attempt[], known: Known): readonly RapidAnswer[] {
  return attempts.flatMap(({ exerciseId, clock, startedAt, revealed }) => {
    const exercise = known.get(exerciseId);
    const band = exercise?.phases[0]?.band;
    if (exercise?.kind !== 'rapid-fire' || !band || !(revealed || clock.finished)) return [];
    const seconds = Math.round(totalElapsed(clock, 0) / 1000);
    return [{ at: startedAt, title: exercise.title, seconds, band }];
  });
}
