/** What weeks of practice add up to: one pass over the attempts of the history. */
import type { Attempt } from '../attempt.ts';
import { elapsed, totalElapsed } from '../clock.ts';
import { isDrill, type Band, type ContentIndex, type ExerciseSummary } from '../content.ts';
import { groupBy } from '../groups.ts';
import type { Ledger } from '../ledger.ts';
import { readinessAt } from '../schedule/readiness.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { retentionOf, type Retention } from './retention.ts';
import { practiceDays, type PracticeDay } from './days.ts';

export interface ItemReadiness {
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
  readonly last: number;
}

export interface RapidAnswer {
  readonly at: number;
  readonly title: string;
  readonly seconds: number;
  readonly band: Band;
}

export interface Statistics {
  readonly now: number;
  readonly interview: number | null;
  readonly attempts: number;
  readonly minutes: number;
  readonly readiness: readonly ItemReadiness[];
  readonly days: readonly PracticeDay[];
  readonly phases: readonly PhaseHistory[];
  readonly mistakes: readonly MistakeHistory[];
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
}

export function statistics(sources: Sources): Statistics {
  const { index, ledger, now, interview } = sources;
  const known = new Map(index.exercises.map((exercise) => [exercise.id, exercise]));
  const attempts = [...ledger.allAttempts()].filter(
    ({ drill, clock }) => known.has(drill) && clock.started,
  );
  return {
    now,
    interview,
    attempts: attempts.length,
    minutes: Math.round(
      attempts.reduce((sum, one) => sum + totalElapsed(one.clock, now), 0) / 60_000,
    ),
    readiness: readiness(sources),
    days: practiceDays(attempts, now),
    phases: phaseHistories(attempts, known),
    mistakes: mistakeHistories(attempts, known),
    rapid: rapidAnswers(attempts, known),
    retention: retentionOf(attempts, known, sources.retention),
  };
}

function readiness({ index, schedule, now, interview }: Sources): readonly ItemReadiness[] {
  const today = readinessAt(schedule, index.checklist, index.exercises, now);
  const ahead = interview !== null && interview > now;
  const then = ahead ? readinessAt(schedule, index.checklist, index.exercises, interview) : null;
  return today.map(({ item, ready, seen, all }, i) => ({
    ...{ id: item.id, title: item.short, now: ready, seen, all },
    then: then?.[i]?.ready ?? null,
  }));
}

type Known = ReadonlyMap<string, ExerciseSummary>;

/** Of what has several phases and was finished; an exercise with many attempts comes first. */
function phaseHistories(attempts: readonly Attempt[], known: Known): readonly PhaseHistory[] {
  const finished = groupBy(
    attempts.filter(({ clock }) => clock.finished),
    ({ drill }) => drill,
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
  const made = new Map<string, { drill: string; id: string; at: number[] }>();
  const ends = groupBy(attempts, ({ drill }) => drill);
  for (const { drill, mistakes, startedAt } of attempts) {
    for (const id of mistakes) {
      const key = `${drill} ${id}`;
      const one = made.get(key) ?? { drill, id, at: [] };
      one.at.push(startedAt);
      made.set(key, one);
    }
  }
  return [...made.values()]
    .map(({ drill, id, at }): MistakeHistory => {
      const exercise = known.get(drill);
      const last = Math.max(...at);
      const titles = exercise && isDrill(exercise) ? exercise.mistakeTitles : {};
      return {
        title: titles[id] ?? id,
        drill: exercise?.title ?? drill,
        times: at.length,
        since: (ends.get(drill) ?? []).filter(({ startedAt }) => startedAt > last).length,
        last,
      };
    })
    .sort((a, b) => b.times - a.times || b.last - a.last);
}

function rapidAnswers(attempts: readonly Attempt[], known: Known): readonly RapidAnswer[] {
  return attempts.flatMap(({ drill, clock, startedAt, revealed }) => {
    const exercise = known.get(drill);
    const band = exercise?.phases[0]?.band;
    if (exercise?.kind !== 'rapid-fire' || !band || !(revealed || clock.finished)) return [];
    const seconds = Math.round(totalElapsed(clock, 0) / 1000);
    return [{ at: startedAt, title: exercise.title, seconds, band }];
  });
}
