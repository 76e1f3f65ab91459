/** The open documents that are drill files. */
import * as vscode from 'vscode';
import { firstLineToWrite } from '../../core/drill-file.ts';
import type { HostServices } from '../host-services.ts';
import { save } from '../saving.ts';
import { markOf } from './mark.ts';

/** The drill that a document belongs to: by its mark, else by its place in the history; null for none. */
export function drillOf(
  services: Pick<HostServices, 'history' | 'index'>,
  document: vscode.TextDocument,
): string | null {
  const id = document.languageId === 'python' ? exerciseOfDocument(services, document) : null;
  return services.index.drills.some((drill) => drill.id === id) ? id : null;
}

/** The exercise that a document is the file of; null for none. */
export function exerciseOfDocument(
  services: Pick<HostServices, 'history' | 'index'>,
  document: vscode.TextDocument,
): string | null {
  if (document.uri.scheme !== 'file') return null;
  const marked = markOf(document);
  const known = services.index.exercises.find(
    ({ id }) => id === marked || services.history.ledger.latest(id)?.file === document.uri.fsPath,
  );
  return known?.id ?? null;
}

/** Opens the file in the first column with the cursor on the first thing to write. */
export async function openDrillFile(path: string): Promise<vscode.TextEditor> {
  return openAt(path, firstLineToWrite);
}

/** The same for any file; `lineOf` finds the zero-based line in its text. */
export async function openAt(
  path: string,
  lineOf: (text: string) => number,
): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
  });
  const line = document.lineAt(lineOf(document.getText()));
  // Selecting the placeholder lets the first key replace it.
  const start = new vscode.Position(line.lineNumber, line.firstNonWhitespaceCharacterIndex);
  const end = line.text.includes('NotImplementedError') ? line.range.end : start;
  editor.selection = new vscode.Selection(end, start);
  editor.revealRange(line.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}

/** Replaces the whole text as one undoable edit, then saves. Returns whether both worked. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  return (await vscode.workspace.applyEdit(edit)) && save(document);
}
