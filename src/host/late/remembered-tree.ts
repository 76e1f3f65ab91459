/** A tree that shows the rows of the last window until the current ones are known. */
import * as vscode from 'vscode';
import { setContexts } from '../commands/contexts.ts';
import type { ShownRows } from './shown-rows.ts';

/** Milliseconds before the current rows are loaded. Loading keeps the thread busy, and the old rows have to go out first. */
const GO_OUT_MS = 100;

type Changed<T> = T | T[] | undefined | null;

export class RememberedTree<T extends object> implements vscode.TreeDataProvider<T> {
  private readonly changed = new vscode.EventEmitter<Changed<T>>();
  readonly onDidChangeTreeData = this.changed.event;
  private beginning: Promise<void> | null = null;
  /** Whether `tree` can answer. */
  private isThere = false;

  constructor(
    private readonly tree: vscode.TreeDataProvider<T>,
    private readonly shown: ShownRows,
  ) {
    tree.onDidChangeTreeData?.((node) => this.changed.fire(node ?? undefined));
  }

  async getChildren(node?: T): Promise<T[]> {
    await (this.beginning ??= this.begin());
    const kept = this.isThere ? undefined : this.shown.rows(node);
    if (kept?.length) return [...kept] as T[];
    try {
      const rows = (await this.tree.getChildren(node)) ?? [];
      this.shown.noteRows(node, rows);
      return rows;
    } catch (error) {
      // An empty view says that nothing could be read, but only once that is known.
      setContexts({ unreadable: true });
      throw error;
    }
  }

  async getTreeItem(node: T): Promise<vscode.TreeItem> {
    const kept = this.isThere ? undefined : this.shown.item(node);
    if (kept) return kept;
    const item = await this.tree.getTreeItem(node);
    this.shown.noteItem(node, item);
    return item;
  }

  private async begin(): Promise<void> {
    await this.shown.read();
    if (this.shown.rows()?.length) setTimeout(() => void this.replace(), GO_OUT_MS);
    else this.isThere = true;
  }

  private async replace(): Promise<void> {
    // If this fails, VS Code asks again and hears of it then.
    await Promise.resolve(this.tree.getChildren()).catch(() => undefined);
    this.isThere = true;
    this.shown.forget();
    this.changed.fire(undefined);
  }
}
