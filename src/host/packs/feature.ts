/** Packs of the user's own: read, followed, told what is wrong with them; made and proven by command. */
import * as vscode from 'vscode';
import type { Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { COMMANDS } from '../ids.ts';
import { PackDiagnostics } from './diagnostics.ts';
import { PackFollower } from './follow.ts';
import { newDrill, newPack, pickPack } from './make.ts';
import { openAsProgram, ProgramDocuments } from './open-as-program.ts';
import { workspacePacks } from './pack-folders.ts';
import { provePack } from './prove.ts';

export function packsFeature(ready: Ready, store: Disposables): Feature {
  let follower: PackFollower | null = null;
  const diagnostics = store.add(new PackDiagnostics());
  const reread = async (path: string): Promise<void> => follower?.reread(path);
  store.add(new ProgramDocuments(ready));
  void wakeOnPack(ready);
  return {
    commands: {
      [COMMANDS.newPack]: (app, path) => newPack(app, reread, textOf(path)),
      [COMMANDS.newDrill]: (app, title, path, kind) =>
        newDrill(app, reread, textOf(title), textOf(path), textOf(kind)),
      [COMMANDS.provePack]: async (app, path) => {
        const folder = textOf(path) ?? (await pickPack(app, 'Prove which pack?'));
        if (folder !== undefined) await provePack(app, diagnostics, folder);
      },
      [COMMANDS.openAsProgram]: openAsProgram,
    },
    connect(app) {
      const show = (): void => diagnostics.show(app.packs.problems);
      store.defer(app.packs.onDidChange(show));
      show();
      store.add(
        vscode.workspace.onDidSaveTextDocument(({ uri }) => diagnostics.forgetProof(uri.fsPath)),
      );
      follower = store.add(new PackFollower(app));
    },
  };
}

/** Arguments come from keybindings and links. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
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
