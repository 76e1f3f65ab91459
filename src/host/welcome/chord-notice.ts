/** Tells users of an earlier version, once, that the shortcuts now begin with a different chord. */
import * as vscode from 'vscode';
import { MACHINE_MEMORY } from '../ids.ts';
import { CHORD, OLD_CHORD } from '../panels/shortcuts.ts';

/** The key of the global state for the chord that the user was told about, or has known from the start. */
export const CHORD_MEMORY = 'chord';

/** `wasUsed` says whether there is a history. Called before this version has written anything. */
export async function tellNewChord(
  extension: string,
  memory: Pick<vscode.Memento, 'get' | 'update'>,
  wasUsed: Promise<boolean>,
): Promise<void> {
  if (memory.get(CHORD_MEMORY) === CHORD) return;
  // A history alone may come from elsewhere; a profile that has a name for its machine was used by an earlier version.
  const hasLearntOld = memory.get(MACHINE_MEMORY) !== undefined && (await wasUsed);
  await memory.update(CHORD_MEMORY, CHORD);
  if (!hasLearntOld) return;
  const show = 'Show Shortcuts';
  const answer = await vscode.window.showInformationMessage(
    `Tensor Drills shortcuts now begin with ${CHORD} (Shift+Option+P on a Mac) instead of ${OLD_CHORD}, which some systems reserve. The second keys are the same as before.`,
    show,
  );
  if (answer !== show) return;
  await vscode.commands.executeCommand(
    'workbench.action.openGlobalKeybindings',
    `@ext:${extension}`,
  );
}
