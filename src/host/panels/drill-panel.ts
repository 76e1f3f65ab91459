/** The page beside the code: one panel that shows one drill. It owns nothing; it draws what the history says. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors.ts';
import {
  parseFromPage,
  parsePageMemory,
  type FromPage,
  type RevealTarget,
  type ToPage,
} from '../../protocol/drill-page.ts';
import type { App, Ready } from '../app.ts';
import { Disposables } from '../disposables.ts';
import { PANELS } from '../ids.ts';
import { pageHtml } from './html.ts';
import { pageState } from './page-state.ts';
import { shortcuts } from './shortcuts.ts';

/** What the panel needs of the features that it shows but does not own. */
export interface PageActions {
  /** Carries out what the page asked for. Rejects with a UserError that the page then shows. */
  perform(message: Exclude<FromPage, { type: 'ready' | 'failed' }>, drill: string): Promise<void>;
}

interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly disposables: Disposables;
  ready: boolean;
}

export class DrillPanel implements vscode.WebviewPanelSerializer {
  private shown: Shown | null = null;
  private drillId: string | null = null;
  /** What to reveal as soon as the page can. */
  private pending: ToPage[] = [];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly ready: Ready,
    private readonly actions: PageActions,
  ) {}

  get drill(): string | null {
    return this.drillId;
  }

  get isActive(): boolean {
    return this.shown?.panel.active ?? false;
  }

  /** Shows `drill` beside the code without taking the focus. */
  async open(drill: string, focus = false): Promise<void> {
    const changed = drill !== this.drillId;
    this.drillId = drill;
    if (this.shown) {
      this.shown.panel.reveal(undefined, !focus);
      if (changed) await this.sendDrill();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      PANELS.drill,
      'Tensor Drills',
      { viewColumn: vscode.ViewColumn.Two, preserveFocus: !focus },
      this.options(),
    );
    this.adopt(panel);
  }

  /** Opens a part of the page and brings it into view. */
  async reveal(drill: string, target: RevealTarget): Promise<void> {
    await this.open(drill);
    this.send({ type: 'reveal', target });
  }

  /** After a window reload VS Code hands the panel back with the state that the page kept: the drill's id. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const app = await this.ready();
    const memory = parsePageMemory(state);
    const known = app.index.drills.find((drill) => drill.id === memory.drill);
    const drill = known?.id ?? app.history.ledger.current()?.drill;
    if (drill === undefined) {
      panel.dispose();
      return;
    }
    this.shown?.panel.dispose();
    this.drillId = drill;
    panel.webview.options = this.options();
    this.adopt(panel);
  }

  /** Sends the state as it is now. */
  async refresh(): Promise<void> {
    if (!this.shown?.ready || this.drillId === null) return;
    const app = await this.ready();
    this.send({ type: 'state', state: pageState(app, this.drillId) });
  }

  dispose(): void {
    this.shown?.panel.dispose();
  }

  private options(): vscode.WebviewOptions {
    const root = this.extensionUri;
    return {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(root, 'dist'), vscode.Uri.joinPath(root, 'media')],
    };
  }

  private adopt(panel: vscode.WebviewPanel): void {
    const disposables = new Disposables();
    const shown: Shown = { panel, disposables, ready: false };
    this.shown = shown;
    const icon = (name: string): vscode.Uri =>
      vscode.Uri.joinPath(this.extensionUri, 'media', name);
    panel.iconPath = { light: icon('tab-light.svg'), dark: icon('tab-dark.svg') };
    disposables.add(panel.webview.onDidReceiveMessage((message) => this.receive(message)));
    panel.onDidDispose(() => {
      disposables.dispose();
      if (this.shown === shown) this.shown = null;
    });
    const { webview } = panel;
    webview.html = pageHtml('drill', 'Tensor Drills', {
      cspSource: webview.cspSource,
      asset: (path) =>
        webview.asWebviewUri(vscode.Uri.joinPath(this.extensionUri, path)).toString(),
    });
  }

  private async receive(message: unknown): Promise<void> {
    const app = await this.ready();
    const parsed = parseFromPage(message);
    if (!parsed || this.drillId === null) {
      app.log.warn('The drill page sent a message that is not understood.');
      return;
    }
    if (parsed.type === 'failed') {
      app.log.error(`drill page: ${parsed.message}`);
      return;
    }
    if (parsed.type === 'ready') {
      if (this.shown) this.shown.ready = true;
      await this.sendDrill();
      for (const waiting of this.pending.splice(0)) this.send(waiting);
      return;
    }
    try {
      await this.actions.perform(parsed, this.drillId);
    } catch (error) {
      app.log.error(messageOf(error));
      this.send({ type: 'error', message: messageOf(error) });
    }
  }

  private async sendDrill(): Promise<void> {
    if (!this.shown?.ready || this.drillId === null) return;
    const app: App = await this.ready();
    const [drill, general] = await Promise.all([
      app.catalogue.drill(this.drillId),
      app.catalogue.guideMistakes(),
    ]);
    this.shown.panel.title = drill.title;
    this.send({ type: 'drill', drill, general, shortcuts: shortcuts() });
    await this.refresh();
  }

  private send(message: ToPage): void {
    if (this.shown?.ready) void this.shown.panel.webview.postMessage(message);
    else if (message.type === 'reveal') this.pending.push(message);
  }
}
