/** What the page of a round asks for, as the events and commands it stands for. */
import * as vscode from 'vscode';
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
import type { RoundCommand } from '../../protocol/round-page.ts';
import type { App } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { attemptOnPage, clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import { openSuggestion } from '../schedule/suggestion.ts';
import type { FromRound } from './round-panel.ts';
import { inFront, sittingOf } from './sittings.ts';

export async function performInRound(app: App, id: string, message: FromRound): Promise<void> {
  const sitting = sittingOf(app, id);
  const { stage } = placeInRound(sitting, app.history.ledger);
  const attempt = inFront(app, sitting);
  switch (message.type) {
    case 'open':
      await vscode.commands.executeCommand(COMMANDS.practise, message.exercise);
      return;
    case 'tick-point':
      if (attempt && stage === 'revealed') noteOnAttempt(app, attempt, message);
      return;
    case 'rate':
      // A second press may come when the next question is in front.
      if (attempt?.id !== message.attempt || stage !== 'revealed') return;
      noteOnAttempt(app, attempt, { type: 'felt', rating: message.rating });
      finishAttempt(app, attempt);
      return goOn(app, id);
    case 'command':
      return command(app, sitting, attempt, message.command);
  }
}

async function command(
  app: App,
  sitting: Sitting,
  attempt: Attempt | null,
  name: RoundCommand,
): Promise<void> {
  const { stage } = placeInRound(sitting, app.history.ledger);
  switch (name) {
    case 'start':
      if (stage === 'ready') await ask(app, sitting, attempt);
      return;
    case 'reveal':
      if (attempt && stage === 'asking') {
        revealAnswer(app, attempt);
      }
      return;
    case 'end':
      endRound(app, sitting);
      return;
    case 'new-round':
      await vscode.commands.executeCommand(COMMANDS.round, 'new');
      return;
    case 'repeat':
      await vscode.commands.executeCommand(COMMANDS.round, await toRepeat(app, sitting));
      return;
    case 'what-next': {
      const next = app.planner.after(sitting.exercises.at(-1) ?? '');
      if (next) await openSuggestion(next);
      return;
    }
    default:
      if (attempt) clockAction(name)?.(app, attempt);
  }
}

/** The next question with its clock running; the end after the last. */
async function goOn(app: App, id: string): Promise<void> {
  const sitting = sittingOf(app, id);
  if (placeInRound(sitting, app.history.ledger).stage === 'over') endRound(app, sitting);
  else await ask(app, sitting, inFront(app, sitting));
}

async function ask(app: App, sitting: Sitting, begun: Attempt | null): Promise<void> {
  const { ledger } = app.history;
  const exercise = sitting.exercises[placeInRound(sitting, ledger).position] ?? '';
  const attempt =
    begun ?? ledger.attempt(await beginAttempt(app, exercise, null, sitting.id)) ?? null;
  if (attempt) resumeClock(app, attempt);
}

/** What was answered is kept; a question in front that was not rated counts as not answered. */
export function endRound(app: App, sitting: Sitting): void {
  if (sitting.finishedAt !== null) return;
  const attempt = inFront(app, sitting);
  if (attempt) finishAttempt(app, attempt);
  app.history.append({ kind: 'sitting-finished', sitting: sitting.id });
}

async function toRepeat(app: App, sitting: Sitting): Promise<readonly string[]> {
  const all = await Promise.all(
    sitting.exercises.map(async (id) => {
      const attempt = attemptIn(sitting, app.history.ledger, id);
      const exercise = exerciseOf(app.index, id);
      if (!attempt || !exercise) return [];
      const answer = answerIn(await app.catalogue.oral(id), attemptOnPage(attempt, exercise));
      return answer && shouldRepeat(answer) ? [id] : [];
    }),
  );
  return all.flat();
}
