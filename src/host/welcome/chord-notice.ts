/** Tells those who learnt the shortcuts of an earlier version that they begin with another chord; once. */
import * as vscode from 'vscode';
import { CHORD, OLD_CHORD } from '../panels/shortcuts.ts';

/** Under which the global state keeps the chord that the user was told, or has known from the beginning. */
const MEMORY = 'chord';

export async function tellNewChord(
  extension: vscode.Extension<unknown>,
  memory: vscode.Memento,
  wasUsed: Promise<boolean>,
): Promise<void> {
  if (memory.get(MEMORY) === CHORD) return;
  const hasLearntOld = await wasUsed;
  await memory.update(MEMORY, CHORD);
  if (!hasLearntOld) return;
  const show = 'Show Shortcuts';
  const answer = await vscode.window.showInformationMessage(
    `The shortcuts of Tensor Drills now begin with ${CHORD} (on a Mac: Shift+Option+P) instead of ${OLD_CHORD}, which some systems keep for themselves. The letters after it are the same.`,
    show,
  );
  if (answer !== show) return;
  const query = `@ext:${extension.id}`;
  await vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', query);
}
