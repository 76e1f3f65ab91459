/** In the host: what a person does, by commands and VS Code's API. */
import * as vscode from 'vscode';

/** Begins the drill, and returns the editor with its file. */
export async function beginDrill(drill: string): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('tensorDrills.startCodingDrill', drill);
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error('The drill did not open.');
  return editor;
}

/** Replaces all of the text. */
export async function write(editor: vscode.TextEditor, text: string): Promise<void> {
  const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
  if (!(await editor.edit((edit) => edit.replace(all, text)))) throw new Error('Nothing changed.');
}

/** Milliseconds from the command, which saves, to the verdict. */
export async function check(drill: string): Promise<number> {
  const start = performance.now();
  await vscode.commands.executeCommand('tensorDrills.checkDrill', drill);
  return performance.now() - start;
}
