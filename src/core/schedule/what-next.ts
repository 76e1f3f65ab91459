/** The best next thing for the minutes at hand, and why. */
import { exerciseOf, type ContentIndex, type ExerciseSummary, type StudyPlan } from '../content.ts';
import type { Role } from '../demand.ts';
import type { Ledger } from '../ledger.ts';
import { nightsBetween } from './days.ts';
import { minutesOf, minutesOfAll } from './minutes.ts';
import { readinessAt, valueFrom, type Readiness } from './readiness.ts';
import type { Schedule } from './schedule.ts';
import { exercisesIn, nextInPlan } from './study-plan.ts';

/** One exercise, or several rapid-fire questions in a row. */
export interface Suggestion {
  readonly exercises: readonly ExerciseSummary[];
  readonly minutes: number;
  /** Why this one, as a sentence without a full stop. */
  readonly reason: string;
}

export interface NextOptions {
  readonly now: number;
  /** Minutes at hand. */
  readonly minutes: number;
  /** What the user applies for. */
  readonly role: Role;
  /** An exercise that was just done and should not follow itself. */
  readonly except?: string;
  /** The study plan that the user follows. */
  readonly plan?: StudyPlan | null;
}

/** Longest round that is suggested. */
const ROUND = 10;

/**
 * What was begun comes first, then what is due, then what is new, each only when it fits the minutes; what belongs to
 * the plan comes before all that does not. Null when nothing is left that fits.
 */
export function whatNext(
  index: ContentIndex,
  ledger: Ledger,
  schedule: Schedule,
  options: NextOptions,
): Suggestion | null {
  const fits = (one: ExerciseSummary): boolean =>
    one.id !== options.except && minutesOf(one) <= options.minutes;
  const { plan = null } = options;
  return (
    begun(index, ledger, options, fits) ??
    (plan && inPlan(plan, index, ledger, schedule, options, fits)) ??
    due(schedule, options, fits) ??
    fresh(index, schedule, options, fits)
  );
}

type Fits = (exercise: ExerciseSummary) => boolean;

function begun(
  index: ContentIndex,
  ledger: Ledger,
  { now }: NextOptions,
  fits: Fits,
): Suggestion | null {
  const current = ledger.current();
  const exercise = current && exerciseOf(index, current.exerciseId);
  if (!current || !exercise || exercise.kind === 'rapid-fire' || !fits(exercise)) return null;
  if (!current.clock.started || nightsBetween(current.startedAt, now) > 1) return null;
  return one(exercise, 'You have started it but not finished it');
}

/** What is due again in the plan, then the next in its order. */
export function inPlan(
  plan: StudyPlan,
  index: ContentIndex,
  ledger: Ledger,
  schedule: Schedule,
  options: Pick<NextOptions, 'now' | 'minutes'>,
  fits: Fits = () => true,
): Suggestion | null {
  const ids = new Set(exercisesIn(plan, index).map(({ id }) => id));
  const again = due(schedule, options, (one) => ids.has(one.id) && fits(one));
  if (again) return again;
  const next = nextInPlan(plan, index, ledger, schedule, options.now, fits);
  const [first] = next?.exercises ?? [];
  if (!next || !first) return null;
  const reason = `Step ${next.step} of ${next.of} in the plan: ${next.title}`;
  if (first.kind !== 'rapid-fire') return one(first, reason);
  const round = roundOf(next.exercises, options.minutes);
  return { exercises: round, minutes: minutesOfAll(round), reason };
}

function due(
  schedule: Schedule,
  { now, minutes }: Pick<NextOptions, 'now' | 'minutes'>,
  fits: Fits,
): Suggestion | null {
  const all = schedule.due(now).filter(({ exercise }) => fits(exercise));
  const first = all[0];
  if (!first) return null;
  if (first.exercise.kind === 'rapid-fire') {
    const round = roundOf(
      all.map(({ exercise }) => exercise),
      minutes,
    );
    return {
      exercises: round,
      minutes: minutesOfAll(round),
      reason: `${count(round.length)} due; your chance of recalling the first is ${percent(schedule.recall(first.exercise.id, now))}`,
    };
  }
  const late = nightsBetween(first.due, now);
  const since =
    late === 0 ? 'Due today' : late === 1 ? 'Due since yesterday' : `${late} days overdue`;
  return one(
    first.exercise,
    `${since}: your chance of recalling it is ${percent(schedule.recall(first.exercise.id, now))}`,
  );
}

function fresh(
  index: ContentIndex,
  schedule: Schedule,
  { now, minutes, role }: NextOptions,
  fits: Fits,
): Suggestion | null {
  const readiness = readinessAt(schedule, index.checklist, index.exercises, now);
  const value = valueFrom(readiness, role);
  // Of what is worth the same, what takes longest teaches most.
  const all = schedule.fresh
    .filter(fits)
    .sort((a, b) => value(b) - value(a) || minutesOf(b) - minutesOf(a));
  const [best] = all;
  if (!best) return null;
  const reason = reasonFor(best, readiness);
  if (best.kind !== 'rapid-fire') return one(best, reason);
  const round = roundOf(all, minutes);
  return { exercises: round, minutes: minutesOfAll(round), reason };
}

function reasonFor({ asked, items }: ExerciseSummary, readiness: readonly Readiness[]): string {
  if (asked?.how === 'often') return 'New, and asked often in interviews';
  const least = Math.min(...readiness.map(({ ready }) => ready));
  const weakest = readiness.find(({ item, ready }) => ready === least && items.includes(item.id));
  return weakest
    ? `New, and part of your weakest checklist item, “${weakest.item.short}”`
    : 'You have not tried it yet';
}

function roundOf(
  exercises: readonly ExerciseSummary[],
  minutes: number,
): readonly ExerciseSummary[] {
  const round: ExerciseSummary[] = [];
  for (const exercise of exercises) {
    if (exercise.kind !== 'rapid-fire' || round.length === ROUND) continue;
    if (minutesOfAll([...round, exercise]) <= minutes) round.push(exercise);
  }
  return round;
}

function one(exercise: ExerciseSummary, reason: string): Suggestion {
  return { exercises: [exercise], minutes: minutesOf(exercise), reason };
}

function count(questions: number): string {
  return questions === 1 ? 'One rapid-fire question is' : `${questions} rapid-fire questions are`;
}

function percent(chance: number): string {
  return `${Math.round(chance * 100)} %`;
}
