/** Keeps all that is drawn in step with the history, the content, the settings and the active editor. */
import * as vscode from 'vscode';
import { changeOf, joinChanges, type Change } from '../core/change.ts';
import type { Disposables } from './disposables.ts';
import { CONTEXTS } from './ids.ts';
import { drillOf } from './practice/drill-document.ts';
import type { Services } from './services.ts';

/** Something drawn from the history. */
export interface Refreshable {
  /** Draws again what `change` affects. */
  refresh(change: Change): unknown;
  /** The same where other content is there; left out where that makes no difference. */
  reload?(): unknown;
}

/** Joins the changes of one turn of the event loop, as a check that passes makes several, and draws once. */
class RefreshScheduler {
  private change: Change = null;
  private isReload = false;
  private waiting: NodeJS.Immediate | null = null;

  constructor(private readonly refreshables: readonly Refreshable[]) {}

  request(change: Change): void {
    this.change = this.waiting === null ? change : joinChanges(this.change, change);
    this.waiting ??= setImmediate(() => this.draw());
  }

  requestReload(): void {
    this.isReload = true;
    this.request(null);
  }

  dispose(): void {
    if (this.waiting) clearImmediate(this.waiting);
  }

  draw(): void {
    const { change, isReload } = this;
    this.waiting = null;
    this.isReload = false;
    for (const one of this.refreshables) {
      if (isReload && one.reload) void one.reload();
      else void one.refresh(change);
    }
  }
}

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
  store.defer(
    services.history.onDidChange((events) =>
      scheduler.request(events && changeOf(events, services.history.ledger)),
    ),
  );
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
