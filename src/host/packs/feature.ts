/** Packs of the user's own: read, followed, told what is wrong with them; made and proven by command. */
import * as vscode from 'vscode';
import type { GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { COMMANDS } from '../ids.ts';
import { PackDiagnostics } from './diagnostics.ts';
import { PackFollower } from './follow.ts';
import { newDrill, newPack, pickPack } from './make.ts';
import { openAsProgram, ProgramDocuments } from './open-as-program.ts';
import { workspacePacks } from './pack-folders.ts';
import { provePack } from './prove.ts';

export function packsFeature(getServices: GetServices, store: Disposables): Feature {
  let follower: PackFollower | null = null;
  const diagnostics = store.add(new PackDiagnostics());
  const reread = async (path: string): Promise<void> => follower?.reread(path);
  store.add(new ProgramDocuments(getServices));
  void wakeOnPack(getServices);
  return {
    commands: {
      [COMMANDS.newPack]: (services, path) => newPack(services, reread, textOf(path)),
      [COMMANDS.newDrill]: (services, title, path, kind) =>
        newDrill(services, reread, textOf(title), textOf(path), textOf(kind)),
      [COMMANDS.provePack]: async (services, path) => {
        const folder = textOf(path) ?? (await pickPack(services, 'Prove which pack?'));
        if (folder !== undefined) await provePack(services, diagnostics, folder);
      },
      [COMMANDS.openAsProgram]: openAsProgram,
    },
    connect(services) {
      const show = (): void => diagnostics.show(services.packs.problems);
      store.defer(services.packs.onDidChange(show));
      show();
      store.add(
        vscode.workspace.onDidSaveTextDocument(({ uri }) => diagnostics.forgetProof(uri.fsPath)),
      );
      follower = store.add(new PackFollower(services));
    },
  };
}

/** Arguments come from keybindings and links. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Whoever writes a pack wants to be told what is wrong with it, also before the first drill is opened. */
async function wakeOnPack(getServices: GetServices): Promise<void> {
  for (const { path } of workspacePacks()) {
    try {
      await vscode.workspace.fs.stat(vscode.Uri.file(path));
      await getServices();
    } catch {
      // There is none; or what cannot be made now is told when somebody asks for it.
    }
  }
}
