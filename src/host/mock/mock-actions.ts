/** What the page of a mock interview asks for, as the events and commands it stands for. */
import * as vscode from 'vscode';
import { beginAttempt, finishAttempt, resumeClock } from '../../core/clock-control.ts';
import { exerciseOf, isDrill } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import { partOf, placeInMock } from '../../core/mock/place.ts';
import { scorecard, scorecardMarkdown } from '../../core/mock/scorecard.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { MockCommand, FromMock } from '../../protocol/mock-page.ts';
import type { Services } from '../services.ts';
import { clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import { openerOf, type Openers } from '../practice/practise.ts';
import { openSuggestion } from '../schedule/suggestion.ts';
import { isOral, nextAfterMock } from './next.ts';

export async function performInMock(
  services: Services,
  sitting: Sitting,
  message: FromMock,
  openers: Openers,
): Promise<void> {
  switch (message.type) {
    case 'command':
      return command(services, sitting, message.command, openers);
    case 'mistake': {
      const { mistake, on } = message;
      services.history.append({ kind: 'sitting-mistake', sitting: sitting.id, mistake, on });
      return;
    }
    case 'open-next': {
      const next = nextAfterMock(services, sitting)[message.index];
      if (next) await openSuggestion(services, next);
      return;
    }
    default: {
      const attempt = services.history.ledger.attempt(message.attempt);
      if (attempt?.sittingId === sitting.id) noteOnAttempt(services, attempt, message);
    }
  }
}

async function command(
  services: Services,
  sitting: Sitting,
  name: MockCommand,
  openers: Openers,
): Promise<void> {
  const { stage, position } = placeInMock(sitting, services.history.ledger);
  const exercise = sitting.exercises[position] ?? '';
  const attempt = partOf(sitting, services.history.ledger, exercise);
  switch (name) {
    case 'start':
      if (stage === 'ready') await beginPart(services, sitting, exercise, openers);
      return;
    case 'finish':
      if (attempt) await endPart(services, sitting, attempt);
      return;
    case 'end':
      await endMock(services, sitting, attempt);
      return;
    case 'open-file':
      if (attempt?.file != null) {
        await vscode.window.showTextDocument(vscode.Uri.file(attempt.file));
      }
      return;
    case 'export':
      await exportScorecard(services, sitting);
      return;
    case 'new-mock':
      await services.navigator.startMock();
      return;
    default:
      if (attempt) clockAction(name)?.(services, attempt);
  }
}

/** What is said is said here; what is written is opened as always, in this interview. */
async function beginPart(
  services: Services,
  sitting: Sitting,
  id: string,
  openers: Openers,
): Promise<void> {
  const exercise = exerciseOf(services.index, id);
  if (!exercise) throw new UserError(`"${id}" no longer exists. End the interview.`);
  if (partOf(sitting, services.history.ledger, id) === null) {
    if (isOral(exercise)) await beginAttempt(services, id, null, sitting.id);
    else await openerOf(openers, exercise.kind)(services, id, { sittingId: sitting.id });
  }
  const { ledger } = services.history;
  // The sitting as it is now: it has got to know its new attempt.
  const attempt = partOf(ledger.sitting(sitting.id) ?? sitting, ledger, id);
  if (attempt) resumeClock(services, attempt);
}

/** Ends the part; its code is checked now, since checks waited until here. */
async function endPart(services: Services, sitting: Sitting, attempt: Attempt): Promise<void> {
  finishAttempt(services, attempt);
  const exercise = exerciseOf(services.index, attempt.exerciseId);
  if (attempt.file !== null && exercise && isDrill(exercise)) {
    const uri = vscode.Uri.file(attempt.file);
    await services.checks.checkPart(await vscode.workspace.openTextDocument(uri), attempt.id);
  }
  if (placeInMock(sitting, services.history.ledger).stage === 'over') finish(services, sitting);
}

async function endMock(
  services: Services,
  sitting: Sitting,
  attempt: Attempt | null,
): Promise<void> {
  if (attempt && !attempt.clock.finished) await endPart(services, sitting, attempt);
  finish(services, sitting);
}

function finish(services: Pick<Services, 'history'>, { id }: Sitting): void {
  if (services.history.ledger.sitting(id)?.finishedAt !== null) return;
  services.history.append({ kind: 'sitting-finished', sitting: id });
}

/** As a new Markdown document, to be saved wherever the user likes. */
async function exportScorecard(services: Services, sitting: Sitting): Promise<void> {
  const { index, history, settings } = services;
  const card = scorecard(sitting, history.ledger, index.exercises, (exercise) =>
    settings.bands(exercise),
  );
  const general = (await services.catalogue.guideMistakes())
    .filter(({ id }) => sitting.mistakes.has(id))
    .map(({ title }) => title);
  const content = scorecardMarkdown(card, general, nextAfterMock(services, sitting));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}
