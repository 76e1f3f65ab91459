/**
 * Activation: tells VS Code what there is, and no more. A window loads this file and its imports; features.ts, which
 * answers, is loaded when VS Code first asks for something.
 */
import * as vscode from 'vscode';
import { messageOf } from './core/errors.ts';
import { tellRemembered } from './host/commands/contexts.ts';
import { Disposables } from './host/disposables.ts';
import { COMMANDS } from './host/ids.ts';
import { registerChat } from './host/interview/chat.ts';
import { registerServer } from './host/interview/server-definition.ts';
import type { GetHost, Host } from './host/late/host.ts';
import { registerSurfaces } from './host/late/surfaces.ts';
import { wakeWhenNeeded } from './host/late/wake.ts';
import { welcome } from './host/welcome/welcome.ts';

/** Gives tests what Settings Sync would carry; everybody else gets nothing. */
export function activate(context: vscode.ExtensionContext): vscode.Memento | undefined {
  const store = new Disposables();
  context.subscriptions.push(store);
  let host: Promise<Host> | null = null;
  const load = async (): Promise<Host> => {
    const { makeHost } = await import('./features.js');
    return makeHost(context, store, surfaces);
  };
  const getHost: GetHost = () => (host ??= load());

  tellRemembered(context.globalState);
  const surfaces = registerSurfaces(context, getHost, store);
  const begin = welcome(context);
  const { drillsView } = surfaces;
  const noteVisible = (): void => {
    if (drillsView.visible) void begin.seen();
  };
  store.add(drillsView.onDidChangeVisibility(noteVisible));
  noteVisible();
  for (const id of Object.values(COMMANDS)) {
    store.add(
      vscode.commands.registerCommand(id, (...args: unknown[]) => {
        begin.note();
        return getHost().then((made) => made.run(id, args), tellUnreadable);
      }),
    );
  }
  registerServer(context, getHost, store);
  registerChat(getHost, store);
  wakeWhenNeeded(context, getHost, store);
  return context.extensionMode === vscode.ExtensionMode.Test ? context.globalState : undefined;
}

/** Reports that our own code could not be loaded, which leaves nothing else to report it. */
function tellUnreadable(error: unknown): void {
  void vscode.window.showErrorMessage(
    `Tensor Drills could not be loaded (${messageOf(error)}). Reload the window; if that does not help, install the extension again.`,
  );
}
