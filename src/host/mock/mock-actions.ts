/** What the page of a mock interview asks for, as the events and commands it stands for. */
import * as vscode from 'vscode';
import { beginAttempt, finishAttempt, resumeClock } from '../../core/clock-control.ts';
import { exerciseOf, isDrill } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import { partOf, placeInMock } from '../../core/mock/place.ts';
import { scorecard, scorecardMarkdown } from '../../core/mock/scorecard.ts';
import type { Sitting } from '../../core/sitting.ts';
import type { MockCommand } from '../../protocol/mock-page.ts';
import type { App } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import { openerOf, type Openers } from '../practice/practise.ts';
import { openSuggestion } from '../schedule/suggestion.ts';
import { isOral, nextAfterMock, type FromMock } from './mock-panel.ts';

export async function performInMock(
  app: App,
  sitting: Sitting,
  message: FromMock,
  openers: Openers,
): Promise<void> {
  switch (message.type) {
    case 'command':
      return command(app, sitting, message.command, openers);
    case 'mistake': {
      const { mistake, on } = message;
      app.history.append({ kind: 'sitting-mistake', sitting: sitting.id, mistake, on });
      return;
    }
    case 'open-next': {
      const next = nextAfterMock(app, sitting)[message.index];
      if (next) await openSuggestion(next);
      return;
    }
    default: {
      const attempt = app.history.ledger.attempt(message.attempt);
      if (attempt?.within === sitting.id) noteOnAttempt(app, attempt, message);
    }
  }
}

async function command(
  app: App,
  sitting: Sitting,
  name: MockCommand,
  openers: Openers,
): Promise<void> {
  const { stage, position } = placeInMock(sitting, app.history.ledger);
  const exercise = sitting.exercises[position] ?? '';
  const attempt = partOf(sitting, app.history.ledger, exercise);
  switch (name) {
    case 'start':
      if (stage === 'ready') await beginPart(app, sitting, exercise, openers);
      return;
    case 'finish':
      if (attempt) await endPart(app, sitting, attempt);
      return;
    case 'end':
      await endMock(app, sitting, attempt);
      return;
    case 'open-file':
      if (attempt?.file != null) {
        await vscode.window.showTextDocument(vscode.Uri.file(attempt.file));
      }
      return;
    case 'export':
      await exportScorecard(app, sitting);
      return;
    case 'new-mock':
      await vscode.commands.executeCommand(COMMANDS.mock);
      return;
    default:
      if (attempt) clockAction(name)?.(app, attempt);
  }
}

/** What is said is said here; what is written is opened as always, in this interview. */
async function beginPart(app: App, sitting: Sitting, id: string, openers: Openers): Promise<void> {
  const exercise = exerciseOf(app.index, id);
  if (!exercise) throw new UserError(`"${id}" no longer exists. End the interview.`);
  if (partOf(sitting, app.history.ledger, id) === null) {
    if (isOral(exercise)) await beginAttempt(app, id, null, sitting.id);
    else await openerOf(openers, exercise.kind)(app, id, sitting.id);
  }
  const { ledger } = app.history;
  // The sitting as it is now: it has got to know its new attempt.
  const attempt = partOf(ledger.sitting(sitting.id) ?? sitting, ledger, id);
  if (attempt) resumeClock(app, attempt);
}

/** Ends the part; its code is checked now, since checks waited until here. */
async function endPart(app: App, sitting: Sitting, attempt: Attempt): Promise<void> {
  finishAttempt(app, attempt);
  const exercise = exerciseOf(app.index, attempt.drill);
  if (attempt.file !== null && exercise && isDrill(exercise)) {
    const uri = vscode.Uri.file(attempt.file);
    await app.checks.checkPart(await vscode.workspace.openTextDocument(uri), attempt.id);
  }
  if (placeInMock(sitting, app.history.ledger).stage === 'over') finish(app, sitting);
}

async function endMock(app: App, sitting: Sitting, attempt: Attempt | null): Promise<void> {
  if (attempt && !attempt.clock.finished) await endPart(app, sitting, attempt);
  finish(app, sitting);
}

function finish(app: App, { id }: Sitting): void {
  if (app.history.ledger.sitting(id)?.finishedAt !== null) return;
  app.history.append({ kind: 'sitting-finished', sitting: id });
}

/** As a new Markdown document, to be saved wherever the user likes. */
async function exportScorecard(app: App, sitting: Sitting): Promise<void> {
  const { index, history, settings } = app;
  const card = scorecard(sitting, history.ledger, index.exercises, (exercise) =>
    settings.bands(exercise),
  );
  const general = (await app.catalogue.guideMistakes())
    .filter(({ id }) => sitting.mistakes.has(id))
    .map(({ title }) => title);
  const content = scorecardMarkdown(card, general, nextAfterMock(app, sitting));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}
