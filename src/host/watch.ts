/** Keeps all that is drawn in step with the history, the settings and the active editor. */
import * as vscode from 'vscode';
import type { Services } from './services.ts';
import type { Disposables } from './disposables.ts';
import { CONTEXTS } from './ids.ts';
import { drillOf } from './practice/drill-document.ts';

/** Something drawn from the history. */
export interface Refreshable {
  refresh(): unknown;
  /** The same where other content is there; left out where that makes no difference. */
  reload?(): unknown;
}

export function subscribeRefresh(
  services: Services,
  pictures: readonly Refreshable[],
  store: Disposables,
): void {
  const refresh = (): void => {
    for (const picture of pictures) void picture.refresh();
  };
  store.defer(services.history.onDidChange(refresh));
  const noteEditor = (editor: vscode.TextEditor | undefined): void => {
    const isDrill = editor !== undefined && drillOf(services, editor.document) !== null;
    void vscode.commands.executeCommand('setContext', CONTEXTS.drillFile, isDrill);
  };
  store.defer(
    services.packs.onDidChange(() => {
      noteEditor(vscode.window.activeTextEditor);
      for (const picture of pictures) {
        if (picture.reload) void picture.reload();
        else void picture.refresh();
      }
    }),
  );
  store.defer(services.syncedProgress.onDidChange(refresh));
  store.add(services.settings.onDidChange(refresh));
  store.add(vscode.window.onDidChangeActiveTextEditor(noteEditor));
  noteEditor(vscode.window.activeTextEditor);
  refresh();
}
