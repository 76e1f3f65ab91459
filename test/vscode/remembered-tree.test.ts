import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { RememberedTree } from '../../src/host/late/remembered-tree.ts';
import { ShownRows } from '../../src/host/late/shown-rows.ts';
import { until } from './desk.ts';

interface Row {
  readonly name: string;
}

/** A tree with two levels that answers only after `read` has been called. */
class Rows implements vscode.TreeDataProvider<Row> {
  read: () => void = () => undefined;
  private readonly history = new Promise<void>((resolve) => (this.read = resolve));

  constructor(private readonly state: string) {}

  async getChildren(row?: Row): Promise<Row[]> {
    await this.history;
    if (row) return row.name === 'Coding' ? [{ name: 'Softmax' }] : [];
    return [{ name: 'Coding' }, { name: 'Guide' }];
  }

  async getTreeItem({ name }: Row): Promise<vscode.TreeItem> {
    await this.history;
    return {
      ...{ id: name, label: name, description: this.state, contextValue: 'row' },
      ...{ collapsibleState: vscode.TreeItemCollapsibleState.Collapsed },
      iconPath: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
      tooltip: new vscode.MarkdownString('**').appendText(name),
      command: { command: 'open', title: 'Open', arguments: [name] },
    };
  }
}

describe('the rows of a new window', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tensor-drills-rows-'));
    file = join(folder, 'view.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const treeOf = (rows: Rows, version = '1.0.0'): RememberedTree<Row> =>
    new RememberedTree(rows, new ShownRows(vscode.Uri.file(file), version));

  /** The items as VS Code asks for them, with the rows below the first. */
  async function items(tree: RememberedTree<Row>): Promise<vscode.TreeItem[]> {
    const roots = await tree.getChildren();
    const below = await tree.getChildren(roots[0]);
    return Promise.all([...roots, ...below].map((row) => tree.getTreeItem(row)));
  }

  async function showOnce(): Promise<vscode.TreeItem[]> {
    const rows = new Rows('new');
    rows.read();
    const shown = await items(treeOf(rows));
    await until('the rows on disk', () => existsSync(file));
    return shown;
  }

  it('are those shown last until the history has been read', async () => {
    const shown = await showOnce();
    const rows = new Rows('passed');
    const tree = treeOf(rows);
    let drawn = 0;
    tree.onDidChangeTreeData(() => drawn++);
    const kept = await items(tree);
    assert.deepEqual(kept, shown);
    const [{ iconPath, tooltip } = assert.fail('no row')] = kept;
    assert.ok(iconPath instanceof vscode.ThemeIcon && tooltip instanceof vscode.MarkdownString);
    assert.equal(drawn, 0);
    rows.read();
    await until('the rows of now', () => drawn > 0);
    const now = await items(tree);
    assert.deepEqual(
      now.map(({ label, description }) => [label, description]),
      ['Coding', 'Guide', 'Softmax'].map((label) => [label, 'passed']),
    );
  });

  it('are waited for where there are none, or none of this version', async () => {
    await showOnce();
    for (const [text, version] of [
      ['{"version":"1.0.0","rows":[{}]}', '1.0.0'],
      ['{"version"', '1.0.0'],
      [null, '1.0.1'],
    ] as const) {
      if (text !== null) writeFileSync(file, text);
      else await showOnce();
      const rows = new Rows('passed');
      const asked = items(treeOf(rows, version));
      rows.read();
      assert.ok((await asked).every(({ description }) => description === 'passed'));
    }
  });
});
