/** The quiet editor, as the composition root connects it. */
import * as vscode from 'vscode';
import { STORED } from '../../core/stored.ts';
import type { Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { QuietEditor } from './quiet-editor.ts';

export function quietFeature(storage: vscode.Uri, ready: Ready, store: Disposables): Feature {
  void wakeToRestore(storage, ready);
  return {
    connect(app) {
      const quiet = store.add(new QuietEditor(app));
      quiet.start();
      store.defer(app.history.onDidChange(() => quiet.refresh()));
    },
  };
}

/** A window that was killed may have left something turned off. If none has, nothing more is loaded. */
async function wakeToRestore(storage: vscode.Uri, ready: Ready): Promise<void> {
  const folder = vscode.Uri.joinPath(storage, STORED.quiet);
  try {
    const files = await vscode.workspace.fs.readDirectory(folder);
    if (files.some(([name]) => name.endsWith('.json'))) await ready();
  } catch {
    // The folder does not exist until something has been turned off.
  }
}
