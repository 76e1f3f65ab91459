/** Keeps everything that is drawn in step with the history, the content, the settings and the active editor. */
import * as vscode from 'vscode';
import type { Disposables } from './disposables.ts';
import { CONTEXTS } from './ids.ts';
import { drillOf } from './practice/drill-document.ts';
import { RefreshScheduler, type Refreshable } from './refresh-scheduler.ts';
import type { Services } from './services.ts';

export function subscribeRefresh(
  services: Services,
  refreshables: readonly Refreshable[],
  store: Disposables,
): void {
  const scheduler = store.add(new RefreshScheduler(refreshables));
  const noteEditor = (editor: vscode.TextEditor | undefined): void => {
    const isDrill = editor !== undefined && drillOf(services, editor.document) !== null;
    void vscode.commands.executeCommand('setContext', CONTEXTS.drillFile, isDrill);
  };
  store.defer(services.history.onDidChange((change) => scheduler.request(change)));
  store.defer(
    services.packs.onDidChange(() => {
      noteEditor(vscode.window.activeTextEditor);
      scheduler.requestReload();
    }),
  );
  store.defer(services.syncedProgress.onDidChange(() => scheduler.request(null)));
  store.add(services.settings.onDidChange(() => scheduler.request(null)));
  store.add(vscode.window.onDidChangeActiveTextEditor(noteEditor));
  noteEditor(vscode.window.activeTextEditor);
  scheduler.draw();
}
