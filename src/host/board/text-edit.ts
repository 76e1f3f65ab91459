/** Makes a document hold a text by changing only the lines that differ, so that undo and comparisons stay small. */
import * as vscode from 'vscode';
import { changedLines } from '../../core/changed-lines.ts';

export function editFor(document: vscode.TextDocument, text: string): vscode.TextEdit[] {
  const change = changedLines(document.getText().split(/\r?\n/), text.split('\n'));
  if (!change) return [];
  const { from, to, lines } = change;
  const last = document.lineCount;
  const end = to < last ? new vscode.Position(to, 0) : document.lineAt(last - 1).range.end;
  // Where lines are added or removed at the very end, the line break before them goes with them.
  if (to >= last && from > 0) {
    const start = document.lineAt(from - 1).range.end;
    return [vscode.TextEdit.replace(new vscode.Range(start, end), ['', ...lines].join('\n'))];
  }
  const replaced = lines.map((line) => `${line}\n`).join('');
  const whole = to >= last ? lines.join('\n') : replaced;
  return [vscode.TextEdit.replace(new vscode.Range(new vscode.Position(from, 0), end), whole)];
}
