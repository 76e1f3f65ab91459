/** An exercise's file that is open wants its clock, its checks and its lens, also in a window that was just opened. */
import * as vscode from 'vscode';
import type { GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import { isMarked } from './drill-document.ts';

export function wakeOnDrillFile(getServices: GetServices, store: Disposables): void {
  const look = (document: vscode.TextDocument): void => {
    // What cannot be made now is told when somebody asks for it.
    if (isMarked(document)) getServices().catch(() => undefined);
  };
  store.add(vscode.workspace.onDidOpenTextDocument(look));
  vscode.workspace.textDocuments.forEach(look);
}
