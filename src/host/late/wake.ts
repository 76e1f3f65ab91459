/**
 * Loads the features without being asked when a window has something for them: the file of an exercise, a pack, or
 * suggestions that a killed window left turned off.
 */
import * as vscode from 'vscode';
import { STORED } from '../../core/stored.ts';
import type { Disposables } from '../disposables.ts';
import { PACK_FOLDER } from '../ids.ts';
import { isThere } from '../is-there.ts';
import { isMarked } from '../practice/mark.ts';
import type { GetHost } from './host.ts';

export function wakeWhenNeeded(
  { globalStorageUri }: vscode.ExtensionContext,
  getHost: GetHost,
  store: Disposables,
): void {
  // If this fails, the user hears of it on asking for something, not before.
  const wake = (): void =>
    void getHost()
      .then((host) => host.getServices())
      .catch(() => undefined);
  const lookAt = (document: vscode.TextDocument): void => {
    // Clock, checks and code lens belong to the file of an exercise, even in a window that has just been opened.
    if (isMarked(document)) wake();
  };
  store.add(vscode.workspace.onDidOpenTextDocument(lookAt));
  vscode.workspace.textDocuments.forEach(lookAt);
  void hasPack().then((has) => has && wake());
  void hasClaims(globalStorageUri).then((has) => has && wake());
}

/** The author of a pack sees what is wrong with it even before opening a drill. */
async function hasPack(): Promise<boolean> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file',
  );
  const packs = folders.map(({ uri }) => isThere(vscode.Uri.joinPath(uri, PACK_FOLDER)));
  return (await Promise.all(packs)).includes(true);
}

/** Whether a window that was killed may have left suggestions turned off. */
async function hasClaims(storage: vscode.Uri): Promise<boolean> {
  try {
    const folder = vscode.Uri.joinPath(storage, STORED.quiet);
    const files = await vscode.workspace.fs.readDirectory(folder);
    return files.some(([name]) => name.endsWith('.json'));
  } catch {
    // The folder does not exist until something has been turned off.
    return false;
  }
}
