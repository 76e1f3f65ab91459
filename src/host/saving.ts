/** Saving a document for the user, also while VS Code saves it by itself. */
import * as vscode from 'vscode';

/** Milliseconds that a save of VS Code's own may take: 1,750 for extensions that take part, then the writing. */
const OWN_SAVE_MS = 3000;

/** Saves the document if it is dirty; returns whether the disk holds what it held. */
export async function save(document: vscode.TextDocument): Promise<boolean> {
  return (await trySave(document)) || trySave(document);
}

/**
 * While VS Code prepares a save of its own, such as that of Auto Save, it refuses every other one; its own is then as good.
 * And a document that is edited during its save counts as unsaved, although it was saved.
 */
async function trySave(document: vscode.TextDocument): Promise<boolean> {
  if (!document.isDirty) return true;
  const listening: vscode.Disposable[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const saved = new Promise<true>((resolve) => {
    vscode.workspace.onDidSaveTextDocument(
      (one) => {
        if (one === document) resolve(true);
      },
      undefined,
      listening,
    );
  });
  try {
    if (await document.save()) return true;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), OWN_SAVE_MS);
    });
    return await Promise.race([saved, late]);
  } finally {
    clearTimeout(timer);
    for (const one of listening) one.dispose();
  }
}
