/** Packs of the user's own: read, followed, told what is wrong with them; made and proven by command. */
import * as vscode from 'vscode';
import type { GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { COMMANDS, DOCUMENTS } from '../ids.ts';
import { PackDiagnostics } from './diagnostics.ts';
import { PackFollower } from './follow.ts';
import { newDrill, newPack, pickPack } from './make.ts';
import { openAsProgram, ProgramDocuments } from './open-as-program.ts';
import { provePack } from './prove.ts';

export function packsFeature(getServices: GetServices, store: Disposables): Feature {
  let follower: PackFollower | null = null;
  const diagnostics = store.add(new PackDiagnostics());
  const reread = async (path: string): Promise<void> => follower?.reread(path);
  const programs = store.add(new ProgramDocuments(getServices));
  return {
    documents: { [DOCUMENTS.program]: programs },
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
