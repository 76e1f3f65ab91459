/** One board in a tab: keeps it and the text document behind it the same. */
import * as vscode from 'vscode';
import { parseDrawing } from '../../core/drawing-file.ts';
import { messageOf } from '../../core/errors.ts';
import { parseFromBoard, type FromBoard, type ToBoard } from '../../protocol/board-page.ts';
import { Disposables } from '../disposables.ts';
import type { PageShell } from '../panels/page-shell.ts';
import { editFor } from './text-edit.ts';

/** Milliseconds that a page has, by default, to tell what it has not told yet: nobody waits for a page that hangs. */
const ANSWER_MS = 10_000;

export class OpenBoard {
  readonly panel: vscode.WebviewPanel;
  private readonly disposables = new Disposables();
  /** The text that the page shows, as far as is known. */
  private shown: string | null = null;
  private turn = 0;
  private requests = 0;
  private readonly waiting = new Map<number, (text: string | null) => void>();
  /** Edits are applied one after the other. */
  private edits: Promise<void> = Promise.resolve();
  private ready = false;
  private readonly arrived: Promise<void>;
  private arrive: () => void = () => undefined;
  private selection: readonly string[] | null = null;

  constructor(
    readonly document: vscode.TextDocument,
    shell: PageShell,
    private readonly options: {
      readonly readOnly: boolean;
      readonly log: (problem: string) => void;
      readonly answerMs?: number;
    },
  ) {
    const { disposables } = this;
    this.panel = shell.panel;
    this.arrived = new Promise((resolve) => (this.arrive = resolve));
    shell.listen((message) => void this.receive(message));
    disposables.add(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) this.update();
      }),
    );
  }

  dispose(): void {
    this.disposables.dispose();
    this.arrive();
    for (const answer of this.waiting.values()) answer(null);
    this.waiting.clear();
  }

  /** Resolves once the page runs, or is closed before it does. */
  whenThere(): Promise<void> {
    return this.arrived;
  }

  /** Puts into the document what the user has drawn until now. */
  async settle(): Promise<void> {
    const text = await this.unsaid();
    if (text !== null) this.change(text);
    await this.edits;
  }

  /** Selects elements once the page shows a drawing. */
  select(elements: readonly string[]): void {
    if (this.ready) this.send({ type: 'select', elements: [...elements] });
    else this.selection = elements;
  }

  private async receive(value: unknown): Promise<void> {
    const message = parseFromBoard(value);
    if (!message) {
      this.options.log('The board sent a message that could not be understood.');
      return;
    }
    try {
      await this.hear(message);
    } catch (error) {
      this.options.log(messageOf(error));
      this.send({ type: 'error', message: messageOf(error) });
    }
  }

  private async hear(message: FromBoard): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.arrive();
        this.shown = null;
        this.update();
        if (this.selection) this.select(this.selection);
        this.selection = null;
        return;
      case 'failed':
        this.options.log(`board: ${message.message}`);
        return;
      case 'changed':
        // What was drawn on a scene that is not shown any more is not drawn on its successor.
        if (message.turn === this.turn) this.change(message.text);
        return;
      case 'flushed': {
        const answer = this.waiting.get(message.request);
        const text = message.turn === this.turn ? message.text : null;
        if (answer) answer(text);
        // This is too late for the caller, but the page will not tell it again.
        else if (text !== null) this.change(text);
        return;
      }
      case 'command':
        return this.perform(message.command);
    }
  }

  private async perform(
    command: Extract<FromBoard, { type: 'command' }>['command'],
  ): Promise<void> {
    if (command === 'open-as-text') {
      await vscode.commands.executeCommand('vscode.openWith', this.document.uri, 'default');
      return;
    }
    await this.edits;
    // The editor's own command: it knows the stack of the file, whichever editor changed it.
    await vscode.commands.executeCommand(command);
  }

  /** Shows what the document holds, unless the page shows it already. */
  private update(): void {
    const text = unixLines(this.document.getText());
    if (!this.ready || text === this.shown) return;
    this.shown = text;
    this.turn += 1;
    const { turn } = this;
    const drawing = parseDrawing(text);
    if (drawing.kind === 'broken') this.send({ type: 'broken', say: drawing.say, turn });
    else this.send({ type: 'scene', text, turn, readOnly: this.options.readOnly });
  }

  private change(text: string): void {
    if (this.options.readOnly) return;
    const { turn } = this;
    this.shown = text;
    this.edits = this.edits.then(async () => {
      if (turn !== this.turn) return;
      const { document } = this;
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, editFor(document, text));
      if (await vscode.workspace.applyEdit(edit)) return;
      // Someone else changed the file at the same moment, or it is read-only: the board shows what it holds.
      this.shown = null;
      this.update();
    });
  }

  /** What the page has not told yet; null for nothing. */
  private unsaid(): Promise<string | null> {
    if (!this.ready || this.options.readOnly) return Promise.resolve(null);
    const request = (this.requests += 1);
    return new Promise((resolve) => {
      const answer = (text: string | null): void => {
        clearTimeout(timer);
        this.waiting.delete(request);
        resolve(text);
      };
      const timer = setTimeout(() => answer(null), this.options.answerMs ?? ANSWER_MS);
      this.waiting.set(request, answer);
      this.send({ type: 'flush', request });
    });
  }

  private send(message: ToBoard): void {
    void this.panel.webview.postMessage(message);
  }
}

function unixLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
