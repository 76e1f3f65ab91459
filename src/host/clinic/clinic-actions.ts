/** What the page of a clinic asks for, as the events it stands for. */
import * as vscode from 'vscode';
import { isRight, readAnswer } from '../../core/clinics/answer.ts';
import { isRightDiagnosis, type RunCase } from '../../core/clinics/case.ts';
import {
  beginAttempt,
  finishAttempt,
  resumeClock,
  revealAnswer,
} from '../../core/clock-control.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { App } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import type { FromClinic } from './clinic-panel.ts';

export async function performOnClinic(app: App, id: string, message: FromClinic): Promise<void> {
  switch (message.type) {
    case 'command':
      return command(app, id, message.command);
    case 'felt':
    case 'tick-point': {
      const attempt = app.history.ledger.latest(id);
      if (attempt) noteOnAttempt(app, attempt, message);
      return;
    }
    case 'answer':
      return answer(app, await going(app, id), message);
    case 'measure': {
      const [attempt, { measurements }] = await Promise.all([going(app, id), runOf(app, id)]);
      const { measurement } = message;
      if (!measurements.some((one) => one.id === measurement)) throw unknown('measurement');
      if (attempt.measurements.includes(measurement)) return;
      app.history.append({ kind: 'measurement-asked', attempt: attempt.id, measurement });
      return;
    }
    case 'order': {
      const [attempt, { hypotheses }] = await Promise.all([going(app, id), runOf(app, id)]);
      const known = hypotheses.map((one) => one.id).sort();
      const order = [...message.order];
      if (order.toSorted().join() !== known.join()) throw unknown('hypothesis');
      app.history.append({ kind: 'hypotheses-ordered', attempt: attempt.id, order });
      return;
    }
    case 'diagnose':
      return diagnose(app, await going(app, id), await runOf(app, id), message);
  }
}

async function command(
  app: App,
  id: string,
  name: Extract<FromClinic, { type: 'command' }>['command'],
): Promise<void> {
  switch (name) {
    case 'new-attempt':
      await beginAttempt(app, id, null);
      return;
    case 'another':
      await vscode.commands.executeCommand(COMMANDS.clinic);
      return;
    case 'give-up': {
      const attempt = await going(app, id);
      revealAnswer(app, attempt);
      finishAttempt(app, attempt);
      return;
    }
    default: {
      const attempt = app.history.ledger.latest(id);
      const unfinished = attempt && (!attempt.clock.finished || name === 'count-away');
      if (unfinished) clockAction(name)?.(app, attempt);
      else await begun(app, id);
    }
  }
}

/** The unfinished attempt with its clock running: whoever answers or measures is at work. */
async function going(app: App, id: string): Promise<Attempt> {
  const attempt = app.history.ledger.latest(id);
  if (attempt?.clock.finished) {
    throw new UserError('This attempt is finished. "New attempt" starts another.');
  }
  if (!attempt) return begun(app, id);
  resumeClock(app, attempt);
  return attempt;
}

/** A new attempt with its clock running. */
async function begun(app: App, id: string): Promise<Attempt> {
  const attempt = app.history.ledger.attempt(await beginAttempt(app, id, null));
  if (!attempt) throw new Error(`the attempt at ${id} was not saved`);
  resumeClock(app, attempt);
  return attempt;
}

async function answer(
  app: App,
  attempt: Attempt,
  { question: id, given }: { readonly question: string; readonly given: string },
): Promise<void> {
  const { questionOf } = await import('../../core/clinics/question.ts');
  const question = questionOf(id);
  if (!question) throw unknown('question');
  // A second click, or a page that is behind: each question is answered once.
  if (attempt.answers.some((one) => one.question === id)) return;
  const reading = readAnswer(question.answer, given);
  if (reading.kind === 'unreadable') throw new UserError(reading.why);
  const correct = isRight(question.answer, reading.numbers);
  app.history.append({ kind: 'answered', attempt: attempt.id, question: id, given, correct });
}

function diagnose(
  app: App,
  attempt: Attempt,
  run: RunCase,
  { cause, fix }: { readonly cause: string; readonly fix: string },
): void {
  if (!run.hypotheses.some((one) => one.id === cause)) throw unknown('hypothesis');
  if (!run.fixes.some((one) => one.id === fix)) throw unknown('fix');
  const correct = isRightDiagnosis(run, { cause, fix });
  app.history.append({ kind: 'diagnosed', attempt: attempt.id, cause, fix, correct });
  if (correct) finishAttempt(app, attempt);
}

async function runOf(app: App, id: string): Promise<RunCase> {
  const clinic = await app.catalogue.clinic(id);
  if (clinic.of !== 'run') throw new UserError(`"${clinic.title}" has nothing to measure.`);
  return clinic;
}

function unknown(what: string): UserError {
  return new UserError(`This ${what} is no longer part of the clinic. Reopen the page.`);
}
