/** Recognises the file of an exercise by its mark, without loading anything else. */
import * as vscode from 'vscode';
import { markedDrill } from '../../core/drill-file.ts';

/** Whether the document is marked as the file of an exercise. */
export function isMarked(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'file' && markOf(document) !== null;
}

/** The exercise that the document is marked with; null for none. */
export function markOf(document: vscode.TextDocument): string | null {
  return markedDrill(document.getText(new vscode.Range(0, 0, 5, 0)));
}
