/** Rounds in the history. */
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import { attemptIn, placeInRound } from '../../core/round.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { Services } from '../services.ts';

export function sittingOf({ history }: Pick<Services, 'history'>, id: string): Sitting {
  const sitting = history.ledger.sitting(id);
  if (!sitting) throw new UserError('This round is not in your history. Start a new one.');
  return sitting;
}

/** The attempt at the question in front, or null. */
export function inFront({ history }: Pick<Services, 'history'>, sitting: Sitting): Attempt | null {
  const { position } = placeInRound(sitting, history.ledger);
  return attemptIn(sitting, history.ledger, sitting.exercises[position] ?? '');
}
