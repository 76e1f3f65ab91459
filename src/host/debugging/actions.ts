/** What the page of a debugging drill asks for, as the commands and events it stands for. */
import * as vscode from 'vscode';
import { finishAttempt, revealAnswer } from '../../core/clock-control.ts';
import { leftOf, nextHint } from '../../core/debugging/hints.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import { mockWith } from '../../core/mock/place.ts';
import type { DebugCommand, FromDebug } from '../../protocol/debug-page.ts';
import type { Services } from '../services.ts';
import { codeUri } from '../attempts/attempt-document.ts';
import { clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import { openLine } from '../panels/page-actions.ts';
import { openDrillFile } from '../practice/drill-document.ts';
import { openSuggestion } from '../schedule/suggestion.ts';
const NOT_STARTED = 'First start the drill with "Debug a Broken Program".';

export async function performOnDebug(
  services: Services,
  id: string,
  message: FromDebug,
): Promise<void> {
  const attempt = services.history.ledger.latest(id);
  if (message.type === 'command') return command(services, id, attempt, message.command);
  if (message.type === 'start-stage') {
    await services.navigator.open(message.drill);
    return;
  }
  if (!attempt) throw new UserError(NOT_STARTED);
  switch (message.type) {
    case 'open-line':
      if (attempt.file !== null) await openLine(attempt.file, message.line);
      return;
    case 'clear-suspicion': {
      const { line } = message;
      services.history.append({ kind: 'line-suspected', attempt: attempt.id, line, on: false });
      return;
    }
    default:
      return noteOnAttempt(services, attempt, message);
  }
}

async function command(
  services: Services,
  id: string,
  attempt: Attempt | null,
  name: DebugCommand,
): Promise<void> {
  const onClock = clockAction(name);
  if (onClock) {
    if (attempt && (!attempt.clock.finished || name === 'count-away')) onClock(services, attempt);
    else await services.navigator.open(id);
    return;
  }
  switch (name) {
    case 'new-attempt':
      await services.navigator.open(id, { choice: 'new' });
      return;
    case 'check':
      await services.repairs.check(id);
      return;
    case 'show-hint':
      return openHint(services, id);
    case 'give-up':
      if (attempt) giveUp(services, attempt);
      return;
    case 'compare':
      return compareWithUnbroken(services, id);
    case 'open-file':
      if (attempt?.file != null) await openDrillFile(attempt.file);
      return;
    case 'what-next': {
      const next = services.planner.after(id);
      if (next) await openSuggestion(services, next);
      return;
    }
    default:
      throw new UserError(`The page asked for "${name}", which is not available at the moment.`);
  }
}

/** Opens the next hint about a mistake that is left. */
export async function openHint(
  services: Pick<Services, 'history' | 'repairs'>,
  id: string,
): Promise<void> {
  const attempt = services.history.ledger.latest(id);
  const program = attempt && (await services.repairs.program(attempt));
  if (!attempt || !program) throw new UserError(NOT_STARTED);
  if (mockWith(services.history.ledger, id)) {
    throw new UserError('There are no hints in a mock interview.');
  }
  const hint = nextHint(program, leftOf(attempt, program), attempt.hints);
  if (hint === null) throw new UserError('All hints are already open on the page.');
  services.history.append({ kind: 'hint-opened', attempt: attempt.id, hint });
}

/** Ends the attempt as it stands; everything is told then. */
export function giveUp(services: Services, attempt: Attempt): void {
  if (attempt.clock.finished) return;
  revealAnswer(services, attempt);
  finishAttempt(services, attempt);
}

/** The program before it was broken, beside the file as it is; only once the attempt is over. */
export async function compareWithUnbroken(
  services: Pick<Services, 'codes' | 'history' | 'repairs'>,
  id: string,
): Promise<void> {
  const attempt = services.history.ledger.latest(id);
  const program = attempt && (await services.repairs.program(attempt));
  if (!attempt || !program || attempt.file === null) throw new UserError(NOT_STARTED);
  if (!attempt.clock.finished) {
    throw new UserError(
      'Finish the attempt or give up first, because the original program is the answer.',
    );
  }
  const hash = await services.codes.put(program.base);
  if (hash === null) throw new UserError('The original program cannot be saved on this disk.');
  await vscode.commands.executeCommand(
    'vscode.diff',
    codeUri(attempt, hash),
    vscode.Uri.file(attempt.file),
    'Before it was broken ↔ your repair',
    { preview: true },
  );
}
