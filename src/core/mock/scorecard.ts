/** What a mock interview showed, as facts, and as a text to keep. */
import { RATING_WORDS } from '../attempt.ts';
import { formatClock, totalElapsed } from '../clock.ts';
import type { ExerciseSummary, PhaseSummary } from '../content.ts';
import { phaseTimes, type PhaseTime } from '../debrief.ts';
import { forAttempt } from '../debugging/exercise.ts';
import { KIND } from '../kinds.ts';
import type { Ledger } from '../ledger.ts';
import { dayOf } from '../schedule/days.ts';
import type { Suggestion } from '../schedule/what-next.ts';
import type { Sitting } from '../sitting.ts';
import { partFacts, type PartFacts } from './part-facts.ts';
import { mockElapsed, partOf } from './place.ts';
import type { Band } from '../basics.ts';

export interface PartScore extends PartFacts {
  readonly exercise: ExerciseSummary;
  /** Null where it was not reached. */
  readonly times: readonly PhaseTime[] | null;
  readonly ms: number;
  readonly said: number;
  readonly rating: number | null;
}

export interface Scorecard {
  /** The day on which it began, such as `2026-11-25`. */
  readonly day: string;
  readonly minutes: number;
  readonly ms: number;
  readonly parts: readonly PartScore[];
}

type BandsOf = (exercise: ExerciseSummary) => Readonly<Record<string, Band>>;

export function scorecard(
  sitting: Sitting,
  ledger: Ledger,
  exercises: readonly ExerciseSummary[],
  bandsOf: BandsOf,
): Scorecard {
  return {
    day: dayOf(sitting.startedAt, sitting.zone),
    minutes: sitting.minutes ?? 0,
    ms: mockElapsed(sitting, ledger, 0),
    parts: sitting.exercises.flatMap((id) => {
      const exercise = exercises.find((one) => one.id === id);
      return exercise ? [partScore(sitting, ledger, exercise, exercises, bandsOf)] : [];
    }),
  };
}

function partScore(
  sitting: Sitting,
  ledger: Ledger,
  exercise: ExerciseSummary,
  exercises: readonly ExerciseSummary[],
  bandsOf: BandsOf,
): PartScore {
  const attempt = partOf(sitting, ledger, exercise.id);
  if (!attempt) {
    return { exercise, times: null, ms: 0, passed: null, mistakes: [], said: 0, rating: null };
  }
  const phases: readonly PhaseSummary[] = exercise.phases;
  return {
    exercise,
    times: phaseTimes(phases, bandsOf(forAttempt(exercise, attempt)), attempt.clock, 0),
    ms: totalElapsed(attempt.clock, 0),
    ...partFacts(attempt, exercises),
    said: attempt.points.size,
    rating: attempt.rating,
  };
}

const PLACE = { before: 'short', within: 'on time', over: 'over time' } as const;

/** The scorecard as Markdown; `general` are the titles of the general mistakes that the user admits. */
export function scorecardMarkdown(
  { day, minutes, ms, parts }: Scorecard,
  general: readonly string[],
  next: readonly Suggestion[],
): string {
  const lines = [
    `# Mock interview, ${day}`,
    `${formatClock(ms)} of ${minutes} minutes.`,
    '## Parts',
    ...parts.map(partLines),
    '## Mistakes that cost offers',
    general.length > 0 ? list(general) : 'None ticked.',
    '## Practise next',
    next.length > 0 ? list(next.map(nextLine)) : 'Nothing is due.',
  ];
  return `${lines.join('\n\n')}\n`;
}

function partLines({ exercise, times, ms, passed, mistakes, said, rating }: PartScore): string {
  const head = `### ${exercise.title} (${KIND[exercise.kind].one})`;
  if (!times) return `${head}\n\nNot reached.`;
  const facts = [
    ...times.map(
      ({ phase, ms: own, band, place }) =>
        `${phase.title}: ${formatClock(own)} (${PLACE[place]}; aim for ${band.map((s) => formatClock(s * 1000)).join(' to ')})`,
    ),
    `Total: ${formatClock(ms)}`,
    ...(passed === null ? [] : [passed ? 'Code: passed' : 'Code: not passed']),
    ...(mistakes.length > 0 ? [`Mistakes named: ${mistakes.join('; ')}`] : []),
    ...(exercise.points > 0 ? [`Points said: ${said} of ${exercise.points}`] : []),
    ...(rating === null ? [] : [`Felt: ${RATING_WORDS[rating] ?? ''}`]),
  ];
  return `${head}\n\n${list(facts)}`;
}

function nextLine({ exercises, minutes, reason }: Suggestion): string {
  const [first] = exercises;
  const what =
    exercises.length > 1 ? `Rapid-fire: ${exercises.length} questions` : (first?.title ?? '');
  return `${what}${minutes > 0 ? `, about ${minutes} min` : ''}: ${reason}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
