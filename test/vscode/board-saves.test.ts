import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { blankDrawing } from '../../src/core/drawing-file.ts';
import { BoardEditors } from '../../src/host/board/board-editors.ts';
import { OpenBoard } from '../../src/host/board/open-board.ts';
import { PageShell } from '../../src/host/panels/page-shell.ts';
import { parseToBoard, type FromBoard } from '../../src/protocol/board-page.ts';
import { closeEditors, freshPracticeFolder, read, until } from './desk.ts';
import { extension } from './extension.ts';

const BLANK = blankDrawing('whiteboard/gan');

const log = (problem: string): never => assert.fail(problem);

/** The drawing on paper of another colour. */
const on = (colour: string): string => BLANK.replace('#ffffff', colour);

describe('saving what was drawn', () => {
  let file = '';
  let document: vscode.TextDocument;
  beforeEach(async () => {
    file = join(await freshPracticeFolder(), 'drawn.excalidraw');
    writeFileSync(file, BLANK);
    document = await vscode.workspace.openTextDocument(file);
  });
  afterEach(closeEditors);

  /** Draws on another board of the file, so that there is something to save. */
  async function elsewhere(colour: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), on(colour));
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  it('takes along what no page has told yet, also after pages that hung, whose drawing is not lost', async () => {
    const boards = new BoardEditors([], log);
    const page = new Page();
    boards.show(document, page.shell());
    const joining = boards.joinSaves();
    try {
      page.tell({ type: 'ready' });
      page.mood = 'hangs';
      // VS Code no longer asks a listener that was late four times.
      for (const colour of ['#111111', '#222222', '#333333', '#444444']) {
        await elsewhere(colour);
        assert.ok(await document.save());
        assert.equal(read(file), on(colour));
      }
      page.answer(on('#aaaaaa'));
      await until('the change', () => document.getText() === on('#aaaaaa'));
      assert.ok(document.isDirty);
      page.mood = on('#bbbbbb');
      assert.ok(await document.save());
      assert.equal(read(file), on('#bbbbbb'));
    } finally {
      joining.dispose();
      page.close();
    }
  });

  it('keeps what a page tells so late that nobody waits for it any more', async () => {
    const page = new Page();
    const board = new OpenBoard(document, page.shell(), {
      ...{ readOnly: false, answerMs: 0, log },
    });
    try {
      page.tell({ type: 'ready' });
      page.mood = 'hangs';
      await board.settle();
      page.answer(on('#cccccc'));
      await until('the change', () => document.getText() === on('#cccccc'));
    } finally {
      board.dispose();
    }
  });
});

/** Stands in for the page of a board. */
class Page {
  /** What it answers when it is asked for what it has not told, if it does. */
  mood = 'hangs';
  private turn = 0;
  private request = 0;
  private readonly said = new vscode.EventEmitter<unknown>();
  private readonly closed = new vscode.EventEmitter<void>();

  private readonly panel = {
    active: false,
    onDidDispose: this.closed.event,
    webview: {
      cspSource: 'none',
      asWebviewUri: (uri: vscode.Uri) => uri,
      onDidReceiveMessage: this.said.event,
      postMessage: (message: unknown) => {
        this.hear(message);
        return Promise.resolve(true);
      },
    },
  } as unknown as vscode.WebviewPanel;

  shell(): PageShell {
    return new PageShell(this.panel, 'board', extension().extensionUri, 'Whiteboard');
  }

  tell(message: FromBoard): void {
    this.said.fire(message);
  }

  /** Answers what it was asked last. */
  answer(text: string): void {
    const { turn, request } = this;
    this.tell({ type: 'flushed', text, turn, request });
  }

  close(): void {
    this.closed.fire();
  }

  private hear(value: unknown): void {
    const message = parseToBoard(value);
    if (message?.type === 'scene') this.turn = message.turn;
    if (message?.type !== 'flush') return;
    this.request = message.request;
    if (this.mood !== 'hangs') this.answer(this.mood);
  }
}
