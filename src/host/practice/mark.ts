/** The mark of an exercise's file. It is all that has to be looked at in the files of others. */
import * as vscode from 'vscode';
import { markedDrill } from '../../core/drill-file.ts';

/** Whether the document says that it is the file of an exercise. */
export function isMarked(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'file' && markOf(document) !== null;
}

/** The exercise that the document says it is the file of; null for none. */
export function markOf(document: vscode.TextDocument): string | null {
  return markedDrill(document.getText(new vscode.Range(0, 0, 5, 0)));
}
