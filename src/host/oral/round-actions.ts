import {
  beginAttempt,
  finishAttempt,
  resumeClock,
  revealAnswer,
} from '../../core/clock-control.ts';
import { exerciseOf } from '../../core/content.ts';
import type { Attempt } from '../../core/ledger.ts';
import { answerIn, attemptIn, placeInRound, shouldRepeat } from '../../core/round.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { RoundCommand, FromRound } from '../../protocol/round-page.ts';
import type { Services } from '../services.ts';
import { attemptOnPage, clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import { openSuggestion } from '../schedule/suggestion.ts';
import { inFront, sittingOf } from './sittings.ts';

export async function performInRound(
  services: Services,
  id: string,
  message: FromRound,
): Promise<void> {
  const sitting = sittingOf(services, id);
  const { stage } = placeInRound(sitting, services.history.ledger);
  const attempt = inFront(services, sitting);
  switch (message.type) {
    case 'open':
      await services.navigator.open(message.exercise);
      return;
    case 'tick-point':
      if (attempt && stage === 'revealed') noteOnAttempt(services, attempt, message);
      return;
    case 'rate':
      // A second press may come when the next question is in front.
      if (attempt?.id !== message.attempt || stage !== 'revealed') return;
      noteOnAttempt(services, attempt, { type: 'rate', rating: message.rating });
      finishAttempt(services, attempt);
      return goOn(services, id);
    case 'command':
      return command(services, sitting, attempt, message.command);
  }
}

async function command(
  services: Services,
  sitting: Sitting,
  attempt: Attempt | null,
  name: RoundCommand,
): Promise<void> {
  const { stage } = placeInRound(sitting, services.history.ledger);
  switch (name) {
    case 'start':
      if (stage === 'ready') await ask(services, sitting, attempt);
      return;
    case 'reveal':
      if (attempt && stage === 'asking') {
        revealAnswer(services, attempt);
      }
      return;
    case 'end':
      endRound(services, sitting);
      return;
    case 'new-round':
      await services.navigator.startRound({ kind: 'new' });
      return;
    case 'repeat':
      await services.navigator.startRound({
        kind: 'exercises',
        ids: await toRepeat(services, sitting),
      });
      return;
    case 'what-next': {
      const next = services.planner.after(sitting.exercises.at(-1) ?? '');
      if (next) await openSuggestion(services, next);
      return;
    }
    default:
      if (attempt) clockAction(name)?.(services, attempt);
  }
}

/** The next question with its clock running; the end after the last. */
async function goOn(services: Services, id: string): Promise<void> {
  const sitting = sittingOf(services, id);
  if (placeInRound(sitting, services.history.ledger).stage === 'over') endRound(services, sitting);
  else await ask(services, sitting, inFront(services, sitting));
}

async function ask(services: Services, sitting: Sitting, begun: Attempt | null): Promise<void> {
  const { ledger } = services.history;
  const exercise = sitting.exercises[placeInRound(sitting, ledger).position] ?? '';
  const attempt =
    begun ?? ledger.attempt(await beginAttempt(services, exercise, null, sitting.id)) ?? null;
  if (attempt) resumeClock(services, attempt);
}

/** What was answered is kept; a question in front that was not rated counts as not answered. */
export function endRound(services: Services, sitting: Sitting): void {
  if (sitting.finishedAt !== null) return;
  const attempt = inFront(services, sitting);
  if (attempt) finishAttempt(services, attempt);
  services.history.append({ kind: 'sitting-finished', sitting: sitting.id });
}

async function toRepeat(
  services: Pick<Services, 'catalogue' | 'history' | 'index'>,
  sitting: Sitting,
): Promise<readonly string[]> {
  const all = await Promise.all(
    sitting.exercises.map(async (id) => {
      const attempt = attemptIn(sitting, services.history.ledger, id);
      const exercise = exerciseOf(services.index, id);
      if (!attempt || !exercise) return [];
      const answer = answerIn(await services.catalogue.oral(id), attemptOnPage(attempt, exercise));
      return answer && shouldRepeat(answer) ? [id] : [];
    }),
  );
  return all.flat();
}
