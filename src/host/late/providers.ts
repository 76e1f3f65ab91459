/** Stand-ins that are registered at activation. Each forwards to the real provider, which is loaded when it is first needed. */
import * as vscode from 'vscode';

type Changed<T> = T | T[] | undefined | null;

export class LateTree<T> implements vscode.TreeDataProvider<T> {
  private readonly changed = new vscode.EventEmitter<Changed<T>>();
  readonly onDidChangeTreeData = this.changed.event;
  private tree: Promise<vscode.TreeDataProvider<T>> | null = null;

  constructor(private readonly load: () => Promise<vscode.TreeDataProvider<T>>) {}

  async getChildren(node?: T): Promise<T[]> {
    return (await (await this.real()).getChildren(node)) ?? [];
  }

  async getTreeItem(node: T): Promise<vscode.TreeItem> {
    return (await this.real()).getTreeItem(node);
  }

  private real(): Promise<vscode.TreeDataProvider<T>> {
    return (this.tree ??= this.follow());
  }

  private async follow(): Promise<vscode.TreeDataProvider<T>> {
    const tree = await this.load();
    tree.onDidChangeTreeData?.((node) => this.changed.fire(node ?? undefined));
    return tree;
  }
}

export class LateDocuments implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private documents: Promise<vscode.TextDocumentContentProvider> | null = null;

  constructor(private readonly load: () => Promise<vscode.TextDocumentContentProvider>) {}

  async provideTextDocumentContent(
    uri: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<string | null | undefined> {
    const real = await (this.documents ??= this.follow());
    return real.provideTextDocumentContent(uri, token);
  }

  private async follow(): Promise<vscode.TextDocumentContentProvider> {
    const documents = await this.load();
    documents.onDidChange?.((uri) => this.changed.fire(uri));
    return documents;
  }
}
