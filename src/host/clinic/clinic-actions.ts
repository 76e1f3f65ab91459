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
import type { Services } from '../services.ts';
import { clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import type { FromClinic } from '../../protocol/clinic-page.ts';

export async function performOnClinic(
  services: Services,
  id: string,
  message: FromClinic,
): Promise<void> {
  switch (message.type) {
    case 'command':
      return command(services, id, message.command);
    case 'rate':
    case 'tick-point': {
      const attempt = services.history.ledger.latest(id);
      if (attempt) noteOnAttempt(services, attempt, message);
      return;
    }
    case 'answer':
      return answer(services, await going(services, id), message);
    case 'measure': {
      const [attempt, { measurements }] = await Promise.all([
        going(services, id),
        runOf(services, id),
      ]);
      const { measurement } = message;
      if (!measurements.some((one) => one.id === measurement)) throw unknown('measurement');
      if (attempt.measurements.includes(measurement)) return;
      services.history.append({ kind: 'measurement-asked', attempt: attempt.id, measurement });
      return;
    }
    case 'order': {
      const [attempt, { hypotheses }] = await Promise.all([
        going(services, id),
        runOf(services, id),
      ]);
      const known = hypotheses.map((one) => one.id).sort();
      const order = [...message.order];
      if (order.toSorted().join() !== known.join()) throw unknown('hypothesis');
      services.history.append({ kind: 'hypotheses-ordered', attempt: attempt.id, order });
      return;
    }
    case 'diagnose':
      return diagnose(services, await going(services, id), await runOf(services, id), message);
  }
}

async function command(
  services: Services,
  id: string,
  name: Extract<FromClinic, { type: 'command' }>['command'],
): Promise<void> {
  switch (name) {
    case 'new-attempt':
      await beginAttempt(services, id, null);
      return;
    case 'another':
      await services.navigator.chooseClinic();
      return;
    case 'give-up': {
      const attempt = await going(services, id);
      revealAnswer(services, attempt);
      finishAttempt(services, attempt);
      return;
    }
    default: {
      const attempt = services.history.ledger.latest(id);
      const unfinished = attempt && (!attempt.clock.finished || name === 'count-away');
      if (unfinished) clockAction(name)?.(services, attempt);
      else await begun(services, id);
    }
  }
}

/** The unfinished attempt, with its clock running, since answering and measuring are work. */
async function going(services: Services, id: string): Promise<Attempt> {
  const attempt = services.history.ledger.latest(id);
  if (attempt?.clock.finished) {
    throw new UserError('This attempt is finished. "New attempt" starts another.');
  }
  if (!attempt) return begun(services, id);
  resumeClock(services, attempt);
  return attempt;
}

/** A new attempt with its clock running. */
async function begun(services: Services, id: string): Promise<Attempt> {
  const attempt = services.history.ledger.attempt(await beginAttempt(services, id, null));
  if (!attempt) throw new Error(`the attempt at ${id} was not saved`);
  resumeClock(services, attempt);
  return attempt;
}

async function answer(
  services: Pick<Services, 'history'>,
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
  services.history.append({ kind: 'answered', attempt: attempt.id, question: id, given, correct });
}

function diagnose(
  services: Services,
  attempt: Attempt,
  run: RunCase,
  { cause, fix }: { readonly cause: string; readonly fix: string },
): void {
  if (!run.hypotheses.some((one) => one.id === cause)) throw unknown('hypothesis');
  if (!run.fixes.some((one) => one.id === fix)) throw unknown('fix');
  const correct = isRightDiagnosis(run, { cause, fix });
  services.history.append({ kind: 'diagnosed', attempt: attempt.id, cause, fix, correct });
  if (correct) finishAttempt(services, attempt);
}

async function runOf(services: Pick<Services, 'catalogue'>, id: string): Promise<RunCase> {
  const clinic = await services.catalogue.clinic(id);
  if (clinic.of !== 'run') throw new UserError(`"${clinic.title}" has nothing to measure.`);
  return clinic;
}

function unknown(what: string): UserError {
  return new UserError(`This ${what} is no longer part of the clinic. Reopen the page.`);
}
