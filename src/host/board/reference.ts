/** Opens the reference drawing of an architecture as a read-only board. */
import * as vscode from 'vscode';
import { revealAnswer } from '../../core/clock-control.ts';
import type { Services } from '../services.ts';
import type { BoardEditors } from './board-editors.ts';

/** Who looks at the reference before the end has seen the answer: the clock stands, and the history says so. */
export async function openReference(
  services: Services,
  boards: BoardEditors,
  id: string,
): Promise<void> {
  const attempt = services.history.ledger.latest(id);
  if (attempt && !attempt.clock.finished && !attempt.revealed) {
    revealAnswer(services, attempt);
  }
  const column =
    vscode.window.tabGroups.all.length > 1 ? vscode.ViewColumn.Two : vscode.ViewColumn.Beside;
  await boards.open(await services.catalogue.referenceDrawing(id), column);
}
