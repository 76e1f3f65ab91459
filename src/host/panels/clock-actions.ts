/** What every page with a clock asks for, as the events it stands for. */
import {
  countAway,
  finishAttempt,
  nextPhase,
  pauseClock,
  previousPhase,
  resumeClock,
} from '../../core/clock-control.ts';
import { exerciseOf, type ExerciseSummary } from '../../core/content.ts';
import { forAttempt } from '../../core/debugging/exercise.ts';
import type { Attempt } from '../../core/ledger.ts';
import { suggestedRating } from '../../core/schedule/review.ts';
import type {
  AttemptOnPage,
  ClockCommand,
  ClockOnPage,
  FromClockPage,
} from '../../protocol/clock-page.ts';
import type { Services } from '../services.ts';

type OnAttempt = (services: Services, attempt: Attempt) => void;

const CLOCK: Readonly<Record<ClockCommand, OnAttempt>> = {
  start: resumeClock,
  resume: resumeClock,
  pause: pauseClock,
  'next-phase': nextPhase,
  'previous-phase': previousPhase,
  finish: finishAttempt,
  'count-away': countAway,
};

/** The clock's action of that name, or undefined when the command is not the clock's. */
export function clockAction(command: string): OnAttempt | undefined {
  return Object.hasOwn(CLOCK, command) ? CLOCK[command as ClockCommand] : undefined;
}

/** A point said, or how the attempt felt: one event. */
export function noteOnAttempt(
  services: Pick<Services, 'history'>,
  attempt: Attempt,
  message: FromClockPage,
): void {
  switch (message.type) {
    case 'tick-point': {
      const { point, on } = message;
      services.history.append({ kind: 'point-ticked', attempt: attempt.id, point, on });
      return;
    }
    case 'rate':
      services.history.append({
        kind: 'attempt-rated',
        attempt: attempt.id,
        rating: message.rating,
      });
  }
}

export function attemptOnPage(attempt: Attempt, exercise: ExerciseSummary): AttemptOnPage {
  return {
    id: attempt.id,
    clock: attempt.clock,
    points: [...attempt.points],
    hints: [...attempt.hints],
    rating: attempt.rating,
    suggested: suggestedRating(attempt, exercise),
    passed: attempt.passedAt !== null,
    revealed: attempt.revealed,
  };
}

/** The clock of the newest attempt at `exercise`. */
export function clockOnPage(
  services: Pick<Services, 'history' | 'index' | 'now' | 'settings'>,
  exercise: string,
): ClockOnPage {
  const summary = exerciseOf(services.index, exercise);
  const attempt = services.history.ledger.latest(exercise);
  return {
    attempt: attempt && summary ? attemptOnPage(attempt, summary) : null,
    now: services.now(),
    bands: summary ? services.settings.bands(forAttempt(summary, attempt)) : {},
  };
}
