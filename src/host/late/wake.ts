/** What needs the features without being asked: files of exercises, packs, and what a window that was killed left behind. */
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
  // What cannot be made now is told when somebody asks for it.
  const wake = (): void =>
    void getHost()
      .then((host) => host.getServices())
      .catch(() => undefined);
  const lookAt = (document: vscode.TextDocument): void => {
    // An exercise's file wants its clock, its checks and its lens, also in a window that was just opened.
    if (isMarked(document)) wake();
  };
  store.add(vscode.workspace.onDidOpenTextDocument(lookAt));
  vscode.workspace.textDocuments.forEach(lookAt);
  void hasPack().then((has) => has && wake());
  void hasClaims(globalStorageUri).then((has) => has && wake());
}

/** Whoever writes a pack wants to be told what is wrong with it, also before the first drill is opened. */
async function hasPack(): Promise<boolean> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === 'file',
  );
  const packs = folders.map(({ uri }) => isThere(vscode.Uri.joinPath(uri, PACK_FOLDER)));
  return (await Promise.all(packs)).includes(true);
}

/** A window that was killed may have left suggestions turned off. */
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
