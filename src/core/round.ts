/** A rapid-fire round: which questions it has, where it stands, and what it showed. */
import type { Attempt } from './attempt.ts';
import { elapsed, placeInBand, type BandPlace, type ClockState } from './clock.ts';
import type { ExerciseSummary, Oral, OralPhase } from './content.ts';
import type { Ledger } from './ledger.ts';
import type { Sitting } from './sitting.ts';
import type { Band } from './basics.ts';

/** Fewest and most questions of a round that the user may set, and how many there are otherwise. */
export const ROUND = { fewest: 3, most: 20, usual: 10 } as const;

/** A whole number of questions that a round may have. */
export function roundSize(wanted: number): number {
  if (!Number.isFinite(wanted)) return ROUND.usual;
  return Math.min(ROUND.most, Math.max(ROUND.fewest, Math.round(wanted)));
}

/**
 * Ids of up to `size` of the rapid-fire questions among `exercises`: first those in `due`, in its order (the schedule
 * puts what is forgotten most first), then what was never answered, in the order of the content, then what was
 * answered longest ago. No question comes twice.
 */
export function chooseRound(
  exercises: readonly ExerciseSummary[],
  ledger: Ledger,
  size: number,
  due: readonly string[] = [],
): readonly string[] {
  const questions = exercises.filter(({ kind }) => kind === 'rapid-fire').map(({ id }) => id);
  const asked = new Map(questions.map((id) => [id, lastAnswered(ledger, id)]));
  const fresh = questions.filter((id) => asked.get(id) === null);
  const oldest = questions
    .filter((id) => asked.get(id) !== null)
    .sort((a, b) => (asked.get(a) ?? 0) - (asked.get(b) ?? 0));
  const dueHere = due.filter((id) => asked.has(id));
  return [...new Set([...dueHere, ...fresh, ...oldest])].slice(0, size);
}

/** When the exercise was answered last, in wall-clock milliseconds; null for never. */
function lastAnswered(ledger: Ledger, id: string): number | null {
  const answered = ledger
    .drill(id)
    .attempts.find(({ revealed, rating }) => revealed || rating !== null);
  return answered?.startedAt ?? null;
}

/**
 * `ready`: the question in front waits for its clock. `asking`: the candidate speaks, or paused. `revealed`: the answer
 * is shown and waits for a rating. `over`: nothing is left, or the user ended the round.
 */
export type RoundStage = 'ready' | 'asking' | 'revealed' | 'over';

export interface RoundPlace {
  readonly stage: RoundStage;
  /** Index of the question in front; the number of questions when all are rated. */
  readonly position: number;
}

export function placeInRound(sitting: Sitting, ledger: Ledger): RoundPlace {
  const rated = sitting.exercises.map((id) => attemptIn(sitting, ledger, id)?.rating != null);
  const open = rated.indexOf(false);
  const position = open < 0 ? rated.length : open;
  if (open < 0 || sitting.finishedAt !== null) return { stage: 'over', position };
  const attempt = attemptIn(sitting, ledger, sitting.exercises[open] ?? '');
  return { stage: attempt ? stageOf(attempt) : 'ready', position };
}

function stageOf({ revealed, clock }: Attempt): RoundStage {
  if (revealed || clock.finished) return 'revealed';
  return clock.started ? 'asking' : 'ready';
}

/** The attempt at `exercise` in this sitting, or null. */
export function attemptIn(sitting: Sitting, ledger: Ledger, exercise: string): Attempt | null {
  return ledger.attempt(sitting.attempts.get(exercise) ?? '') ?? null;
}

/** The newest round of more than one question that was started and not ended, to be continued; null if there is none. */
export function openRound(ledger: Ledger): Sitting | null {
  const open = [...ledger.allSittings()].filter(
    ({ of, exercises, attempts, finishedAt }) =>
      of === 'round' && exercises.length > 1 && attempts.size > 0 && finishedAt === null,
  );
  return open.at(-1) ?? null;
}

/** What one question of a round showed. */
export interface RoundAnswer {
  readonly question: Oral;
  readonly ms: number;
  readonly band: Band;
  readonly place: BandPlace;
  /** How many of its key points there are, and those that were not ticked as said. */
  readonly points: number;
  readonly missed: OralPhase['outline'];
  readonly rating: number | null;
}

interface AttemptFacts {
  readonly clock: ClockState;
  readonly points: readonly string[];
  readonly rating: number | null;
}

/** Null for a question that was not rated. */
export function answerIn(question: Oral, attempt: AttemptFacts | undefined): RoundAnswer | null {
  const [phase] = question.phases;
  if (!phase || !attempt || attempt.rating === null) return null;
  const ms = elapsed(attempt.clock, phase.id, 0);
  return {
    question,
    ms,
    band: phase.band,
    place: placeInBand(ms, phase.band),
    points: phase.outline.length,
    missed: phase.outline.filter(({ id }) => !attempt.points.includes(id)),
    rating: attempt.rating,
  };
}

/** Whether the answer should be given again soon: it felt hard, or more than half of its points were not said. */
export function shouldRepeat({ rating, missed, points }: RoundAnswer): boolean {
  return (rating !== null && rating <= 2) || missed.length * 2 > points;
}
