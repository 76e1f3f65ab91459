/** Where a mock interview stands: a function of its events. */
import type { Attempt } from '../attempt.ts';
import { totalElapsed } from '../clock.ts';
import type { Ledger } from '../ledger.ts';
import type { Sitting } from '../sitting.ts';

/** `ready`: the part in front waits to be begun. `going`: it runs or is paused. `over`: the scorecard is open. */
export type MockStage = 'ready' | 'going' | 'over';

export interface MockPlace {
  readonly stage: MockStage;
  /** Index of the part in front; the number of parts when all are done. */
  readonly position: number;
}

export function placeInMock(sitting: Sitting, ledger: Ledger): MockPlace {
  const done = sitting.exercises.map((id) => partOf(sitting, ledger, id)?.clock.finished === true);
  const open = done.indexOf(false);
  const position = open < 0 ? done.length : open;
  if (open < 0 || sitting.finishedAt !== null) return { stage: 'over', position };
  const begun = partOf(sitting, ledger, sitting.exercises[open] ?? '')?.clock.started === true;
  return { stage: begun ? 'going' : 'ready', position };
}

/** The attempt at a part, or null before it was begun. */
export function partOf(sitting: Sitting, ledger: Ledger, exercise: string): Attempt | null {
  return ledger.attempt(sitting.attempts.get(exercise) ?? '') ?? null;
}

/** The mock interview that this exercise is part of and that has not ended, or null. Until it is over no answer is shown. */
export function mockWith(ledger: Ledger, exercise: string): Sitting | null {
  const within = ledger.latest(exercise)?.sittingId;
  const sitting = within == null ? undefined : ledger.sitting(within);
  return sitting?.of === 'mock' && placeInMock(sitting, ledger).stage !== 'over' ? sitting : null;
}

/** Milliseconds on the one clock above all: those of every part together. */
export function mockElapsed(sitting: Sitting, ledger: Ledger, now: number): number {
  return sitting.exercises.reduce((sum, id) => {
    const attempt = partOf(sitting, ledger, id);
    return attempt ? sum + totalElapsed(attempt.clock, now) : sum;
  }, 0);
}
