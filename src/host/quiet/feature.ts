/** The quiet editor, as the composition root connects it. */
import * as vscode from 'vscode';
import { STORED } from '../../core/stored.ts';
import type { GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { QuietEditor } from './quiet-editor.ts';

export function quietFeature(
  storage: vscode.Uri,
  getServices: GetServices,
  store: Disposables,
): Feature {
  void wakeToRestore(storage, getServices);
  return {
    connect(services) {
      const quiet = store.add(new QuietEditor(services));
      quiet.start();
      store.defer(services.history.onDidChange(() => quiet.refresh()));
    },
  };
}

/** A window that was killed may have left something turned off. If none has, nothing more is loaded. */
async function wakeToRestore(storage: vscode.Uri, getServices: GetServices): Promise<void> {
  const folder = vscode.Uri.joinPath(storage, STORED.quiet);
  try {
    const files = await vscode.workspace.fs.readDirectory(folder);
    if (files.some(([name]) => name.endsWith('.json'))) await getServices();
  } catch {
    // The folder does not exist until something has been turned off.
  }
}
