/** Packs of the user's own: read, followed, and told what is wrong with them. */
import * as vscode from 'vscode';
import type { Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { PackDiagnostics } from './diagnostics.ts';
import { PackFollower } from './follow.ts';
import { workspacePacks } from './pack-folders.ts';

export function packsFeature(ready: Ready, store: Disposables): Feature {
  void wakeOnPack(ready);
  return {
    connect(app) {
      const diagnostics = store.add(new PackDiagnostics(app));
      store.defer(app.packs.onDidChange(() => diagnostics.refresh()));
      diagnostics.refresh();
      store.add(new PackFollower(app));
    },
  };
}

/** Whoever writes a pack wants to be told what is wrong with it, also before the first drill is opened. */
async function wakeOnPack(ready: Ready): Promise<void> {
  for (const { path } of workspacePacks()) {
    try {
      await vscode.workspace.fs.stat(vscode.Uri.file(path));
      await ready();
    } catch {
      // There is none; or what cannot be made now is told when somebody asks for it.
    }
  }
}
