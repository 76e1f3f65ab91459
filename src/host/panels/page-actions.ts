/** What the page beside the code asks for, as the commands and events it stands for. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { PageCommand, FromDrillPage } from '../../protocol/drill-page.ts';
import type { Services } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { openDrillFile } from '../practice/drill-document.ts';
import { openSuggestion } from '../schedule/suggestion.ts';
import { clockAction, noteOnAttempt } from './clock-actions.ts';
const COMMAND: Partial<Record<PageCommand, string>> = {
  check: COMMANDS.check,
  'show-hint': COMMANDS.hint,
  'compare-solution': COMMANDS.compare,
};

export async function performOnDrill(
  services: Services,
  drill: string,
  message: FromDrillPage,
): Promise<void> {
  const attempt = services.history.ledger.latest(drill);
  if (message.type === 'command') return command(services, drill, attempt, message.command);
  if (!attempt) throw new UserError('First start the drill with "Begin a Coding Drill".');
  if (message.type !== 'open-line') return noteOnAttempt(services, attempt, message);
  if (attempt.file !== null) await openLine(attempt.file, message.line);
}

async function command(
  services: Services,
  drill: string,
  attempt: Attempt | null,
  name: PageCommand,
): Promise<void> {
  const onClock = clockAction(name);
  if (onClock) {
    if (!attempt || attempt.clock.finished) {
      await vscode.commands.executeCommand(COMMANDS.start, drill);
      return;
    }
    onClock(services, attempt);
    return;
  }
  const id = COMMAND[name];
  if (id !== undefined) {
    await vscode.commands.executeCommand(id, drill);
    return;
  }
  switch (name) {
    case 'open-file':
      if (attempt?.file != null) await openDrillFile(attempt.file);
      return;
    case 'new-attempt':
      await vscode.commands.executeCommand(COMMANDS.start, drill, 'new');
      return;
    case 'what-next': {
      const next = services.planner.after(drill);
      if (next) await openSuggestion(next);
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
