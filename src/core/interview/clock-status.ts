/** Where an attempt stands: phase, time and recommended time, and what is due to be said. */
import type { Attempt } from '../attempt.ts';
import { nextPhase, pauseClock, previousPhase, resumeClock } from '../clock-control.ts';
import { bandsOf } from '../bands.ts';
import { elapsed, formatClock, placeInBand, totalElapsed } from '../clock.ts';
import { exerciseOf } from '../content.ts';
import { forAttempt } from '../debugging/exercise.ts';
import { UserError } from '../errors.ts';
import type { InterviewServices } from './services.ts';
import type { TellablePhase } from './disclosure-text.ts';

export const CLOCK_MOVES = ['start', 'pause', 'next_phase', 'previous_phase'] as const;
export type ClockMove = (typeof CLOCK_MOVES)[number];

export function moveClock(services: InterviewServices, attempt: Attempt, move: ClockMove): void {
  switch (move) {
    case 'start':
      return resumeClock(services, attempt);
    case 'pause':
      return pauseClock(services, attempt);
    case 'previous_phase':
      return previousPhase(services, attempt);
    case 'next_phase': {
      const last = exerciseOf(services.index, attempt.exerciseId)?.phases.at(-1)?.id;
      if (attempt.clock.phase === last) {
        throw new UserError('This is the last phase. End the attempt with finish.');
      }
      return nextPhase(services, attempt);
    }
  }
}

export function clockStatus(
  services: InterviewServices,
  title: string,
  attempt: Attempt,
  phases: readonly TellablePhase[],
  minutes: number | undefined,
): string {
  const { clock, exerciseId } = attempt;
  const now = services.now();
  const total = totalElapsed(clock, now);
  if (clock.finished) return `"${title}" is finished after ${formatClock(total)}.`;
  const exercise = exerciseOf(services.index, exerciseId);
  const bands =
    exercise === undefined ? {} : bandsOf(forAttempt(exercise, attempt), services.times);
  const at = phases.findIndex(({ id }) => id === clock.phase);
  const band = bands[clock.phase] ?? [0, 0];
  const ms = elapsed(clock, clock.phase, now);
  const run = clock.since !== null ? 'running' : clock.started ? 'paused' : 'not started';
  const left = minutes === undefined ? null : minutes * 60_000 - total;
  const budget =
    left === null
      ? ''
      : left >= 0
        ? ` ${formatClock(left)} of ${minutes} minutes left.`
        : ` ${formatClock(-left)} over the ${minutes} minutes.`;
  const over = placeInBand(ms, band) === 'over' ? ', which is over' : '';
  const due = phases.flatMap(({ points }) => points);
  return [
    `Clock ${run}. Phase ${at + 1} of ${phases.length}, "${phases[at]?.title ?? clock.phase}": ${formatClock(ms)} of the recommended ${formatClock(band[0] * 1000)}–${formatClock(band[1] * 1000)}${over}. ${formatClock(total)} in all.${budget}`,
    `What to do in it: ${phases[at]?.cue ?? ''}`,
    ...(due.length > 0 ? ['Points due so far:'] : []),
    ...due.map(({ id, say, isSaid }) => `- [${isSaid ? 'x' : ' '}] ${id}: ${say}`),
  ].join('\n');
}
