/** Tells newcomers where to begin, and returning users what has changed. */
import * as vscode from 'vscode';
import { STORED } from '../../core/stored.ts';
import { tellNewChord } from './chord-notice.ts';
import { WhereToBegin } from './where-to-begin.ts';

/** Called on activation. It checks whether there is a history file, but does not read it. */
export function welcome({
  extension,
  globalState,
  globalStorageUri,
}: vscode.ExtensionContext): WhereToBegin {
  const wasUsed = hasHistory(vscode.Uri.joinPath(globalStorageUri, STORED.history));
  void tellNewChord(extension.id, globalState, wasUsed);
  const begin = new WhereToBegin({ extension, memory: globalState, wasUsed });
  void begin.look();
  return begin;
}

async function hasHistory(file: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(file)).size > 0;
  } catch {
    return false;
  }
}
