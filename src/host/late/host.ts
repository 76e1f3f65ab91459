/** The features as activation sees them. They are loaded when VS Code first asks for something. */
import type * as vscode from 'vscode';
import type { Interviewer } from '../interview/interviewer.ts';
import type { GetServices } from '../services.ts';

export interface Host {
  readonly getServices: GetServices;
  /** Runs a command; whatever goes wrong is told in one sentence. */
  run(command: string, args: readonly unknown[]): Promise<unknown>;
  /** The tree of a view, by the view's id. */
  readonly trees: Readonly<Record<string, vscode.TreeDataProvider<unknown>>>;
  /** What restores a page, by the type of its panel. */
  readonly pages: ReadonlyMap<string, vscode.WebviewPanelSerializer>;
  /** Documents that are made and not read from a disk, by the scheme of their addresses. */
  readonly documents: Readonly<Record<string, vscode.TextDocumentContentProvider>>;
  readonly boards: vscode.CustomTextEditorProvider;
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
  readonly drillsView: vscode.TreeView<unknown>;
  readonly checklistView: vscode.TreeView<unknown>;
  readonly tests: vscode.TestController;
}
