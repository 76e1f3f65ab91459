/** The features as activation sees them. They are loaded when VS Code first asks for something. */
import type * as vscode from 'vscode';
import type { Interviewer } from '../interview/interviewer.ts';
import type { PageShell } from '../panels/page-shell.ts';
import type { GetServices } from '../services.ts';

/** Goes on with a page that VS Code restored. */
export interface PageRestorer {
  /** @param state what the page kept, which may be anything. */
  restore(shell: PageShell, state: unknown): Promise<void>;
}

/** Shows a drawing on the board that VS Code opened for it. */
export interface BoardOpener {
  show(document: vscode.TextDocument, shell: PageShell): void;
}

export interface Host {
  readonly getServices: GetServices;
  /** Runs a command and reports any error in one sentence. */
  run(command: string, args: readonly unknown[]): Promise<unknown>;
  /** The trees, by view id. */
  readonly trees: Readonly<Record<string, vscode.TreeDataProvider<object>>>;
  /** The user ticked rows of the checklist, or took their ticks away. */
  tick(
    rows: readonly (readonly [row: object, state: vscode.TreeItemCheckboxState])[],
  ): Promise<void>;
  /** What restores each page, by the type of its panel. */
  readonly pages: ReadonlyMap<string, PageRestorer>;
  /** Providers of virtual documents, by scheme. */
  readonly documents: Readonly<Record<string, vscode.TextDocumentContentProvider>>;
  readonly boards: BoardOpener;
  readonly programLens: vscode.CodeLensProvider;
  /** Lists the drills in the Test Explorer. */
  discoverTests(): Promise<void>;
  interviewer(): Promise<Interviewer>;
  /** What the editor knows about the user's choices, as options of the command line. */
  serverSettings(): Promise<readonly string[]>;
}

export type GetHost = () => Promise<Host>;

/** Created at activation, for the features to fill. */
export interface Surfaces {
  readonly drillsView: vscode.TreeView<object>;
  readonly checklistView: vscode.TreeView<object>;
  readonly tests: vscode.TestController;
}
