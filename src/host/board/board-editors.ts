/** The editor for `.excalidraw` files: offered, never forced on files that another extension shows. */
import * as vscode from 'vscode';
import { EDITORS } from '../ids.ts';
import type { BoardOpener } from '../late/host.ts';
import type { PageShell } from '../panels/page-shell.ts';
import { OpenBoard } from './open-board.ts';

/** Milliseconds that a board has to come up before others go on without it. */
const THERE_MS = 8000;
/** Milliseconds that a save waits for boards. VS Code waits 1.5 s, and stops asking a listener that has been late four times. */
const SAVE_MS = 1000;

export class BoardEditors implements BoardOpener {
  private readonly boards = new Set<OpenBoard>();

  constructor(
    /** Folders of the references; nobody should draw on them. */
    private readonly references: readonly vscode.Uri[],
    private readonly log: (problem: string) => void,
  ) {}

  /**
   * Includes in every save what has been drawn so far. A board that answers late does not hold up the save: its answer
   * becomes an unsaved change.
   */
  joinSaves(): vscode.Disposable {
    return vscode.workspace.onWillSaveTextDocument((event) => {
      const path = event.document.uri.fsPath;
      if (this.of(path).length > 0) event.waitUntil(within(SAVE_MS, this.settle(path)));
    });
  }

  show(document: vscode.TextDocument, shell: PageShell): void {
    const { path } = document.uri;
    const readOnly = this.references.some((folder) => path.startsWith(`${folder.path}/`));
    const board = new OpenBoard(document, shell, { readOnly, log: this.log });
    this.boards.add(board);
    shell.panel.onDidDispose(() => {
      this.boards.delete(board);
      board.dispose();
    });
  }

  /** Path of the drawing whose board has the focus; null for none. */
  get active(): string | null {
    const board = [...this.boards].find(({ panel }) => panel.active);
    return board?.document.uri.fsPath ?? null;
  }

  async open(path: string, column: vscode.ViewColumn, preserveFocus = false): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(path), EDITORS.board, {
      viewColumn: column,
      preserveFocus,
      preview: false,
    });
  }

  /** Resolves once the board of this drawing runs; after some seconds in any case. */
  async whenThere(path: string): Promise<void> {
    await within(THERE_MS, Promise.all(this.of(path).map((board) => board.whenThere())));
  }

  /** Puts into the document what was drawn until now, also in the middle of a stroke. */
  async settle(path: string): Promise<void> {
    await Promise.all(this.of(path).map((board) => board.settle()));
  }

  /** Brings the drawing into view with these elements selected; the keyboard stays where it is. */
  async select(path: string, elements: readonly string[]): Promise<void> {
    const [shown] = this.of(path);
    await this.open(path, shown?.panel.viewColumn ?? vscode.ViewColumn.One, true);
    for (const board of this.of(path)) board.select(elements);
  }

  private of(path: string): OpenBoard[] {
    return [...this.boards].filter(({ document }) => document.uri.fsPath === path);
  }
}

/** Resolves when the work is done, or after this many milliseconds if that comes first. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([late, work]);
  clearTimeout(timer);
}
