/**
 * A panel in which its page is drawn before its content is known. Activation draws restored panels in this way, so that a
 * page loads its script while the features are being loaded.
 */
import * as vscode from 'vscode';
import type { PageName } from '../../protocol/page-names.ts';
import { Disposables } from '../disposables.ts';
import { pageHtml } from './html.ts';

export class PageShell {
  private readonly disposables = new Disposables();
  private early: unknown[] = [];
  private listener: ((message: unknown) => void) | null = null;
  private closed = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    page: PageName,
    extensionUri: vscode.Uri,
    title = panel.title,
  ) {
    const at = (...path: string[]): vscode.Uri => vscode.Uri.joinPath(extensionUri, ...path);
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [at('dist'), at('media')] };
    this.disposables.add(webview.onDidReceiveMessage((message) => this.receive(message)));
    panel.onDidDispose(() => {
      this.closed = true;
      this.disposables.dispose();
    });
    webview.html = pageHtml(page, title, {
      cspSource: webview.cspSource,
      asset: (path) => webview.asWebviewUri(at(path)).toString(),
    });
  }

  /** Whether the user closed the panel, which may happen before the features are there. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Calls `listener` with every message of the page, beginning with those that have already arrived. */
  listen(listener: (message: unknown) => void): void {
    this.listener = listener;
    for (const message of this.early.splice(0)) listener(message);
  }

  private receive(message: unknown): void {
    if (this.listener) this.listener(message);
    else this.early.push(message);
  }
}
