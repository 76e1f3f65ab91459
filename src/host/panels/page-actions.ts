/** What the page beside the code asks for, as the commands and events it stands for. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { PageCommand, FromDrillPage, ToPage } from '../../protocol/drill-page.ts';
import type { Services } from '../services.ts';
import { documentOf } from '../check/document-of.ts';
import { compareWithSolution } from '../practice/compare.ts';
import { showHint } from '../practice/hint.ts';
import { openDrillFile } from '../practice/drill-document.ts';
import { openSuggestion } from '../schedule/suggestion.ts';
import { clockAction, noteOnAttempt } from './clock-actions.ts';
import type { ShownPage } from './page-panel.ts';
export async function performOnDrill(
  services: Services,
  drill: string,
  message: FromDrillPage,
  page: ShownPage<ToPage>,
): Promise<void> {
  const attempt = services.history.ledger.latest(drill);
  if (message.type === 'command') return command(services, page, drill, attempt, message.command);
  if (!attempt) throw new UserError('First start the drill with "Begin a Coding Drill".');
  if (message.type !== 'open-line') return noteOnAttempt(services, attempt, message);
  if (attempt.file !== null) await openLine(attempt.file, message.line);
}

async function command(
  services: Services,
  page: ShownPage<ToPage>,
  drill: string,
  attempt: Attempt | null,
  name: PageCommand,
): Promise<void> {
  const onClock = clockAction(name);
  if (onClock) {
    if (!attempt || attempt.clock.finished) {
      await services.navigator.open(drill);
      return;
    }
    onClock(services, attempt);
    return;
  }
  switch (name) {
    case 'check':
      await services.checks.check(await documentOf(services, drill));
      return;
    case 'show-hint':
      await showHint(services, page, drill);
      return;
    case 'compare-solution':
      return compareWithSolution(services, drill);
    case 'open-file':
      if (attempt?.file != null) await openDrillFile(attempt.file);
      return;
    case 'new-attempt':
      await services.navigator.open(drill, { choice: 'new' });
      return;
    case 'what-next': {
      const next = services.planner.after(drill);
      if (next) await openSuggestion(services, next);
      return;
    }
    default:
      throw new UserError(`The page asked for "${name}", which is not available at the moment.`);
  }
}

export async function openLine(file: string, line: number): Promise<void> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(file), {
    viewColumn: vscode.ViewColumn.One,
  });
  const range = editor.document.lineAt(Math.min(line, editor.document.lineCount) - 1).range;
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
