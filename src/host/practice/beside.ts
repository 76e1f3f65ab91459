/** A file and the page beside it, opened at once: each waits for VS Code longer than for us. */
import * as vscode from 'vscode';

/** `file` opens in the first column, `page` in the second, without the focus. */
export async function openBeside(
  file: () => Promise<unknown>,
  page: () => Promise<void>,
): Promise<void> {
  // In an empty window the first to come takes the first column, whichever it asked for.
  if (isEmpty()) {
    const editor = vscode.workspace.getConfiguration('workbench.editor');
    const below = editor.get('openSideBySideDirection') === 'down';
    await vscode.commands.executeCommand('vscode.setEditorLayout', {
      orientation: below ? 1 : 0,
      groups: [{}, {}],
    });
  }
  await Promise.all([file(), page()]);
}

function isEmpty(): boolean {
  const { all } = vscode.window.tabGroups;
  return all.length === 1 && all[0]?.tabs.length === 0;
}
