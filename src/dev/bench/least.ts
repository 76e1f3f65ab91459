/** The least extension that opens a file, a page and a view with boxes to tick: what VS Code itself takes for that. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';

/** Titles of its commands, one for each time: a file is not opened twice. */
export const LEAST = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'].map(
  (word) => `Least: Open ${word}`,
);

/** The first line of its files, and the heading of its pages. */
export const LEAST_FILE = '# Least';
export const LEAST_PAGE = 'Least page';

/** The title of the command that opens a page alone. */
export const LEAST_ALONE = 'Least: Open a Page Alone';

/** The title of its view. */
export const LEAST_VIEW = 'Least rows';

const MANIFEST = {
  name: 'least',
  publisher: 'tensor-drills',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  main: './main.js',
  activationEvents: [],
  contributes: {
    commands: [
      ...LEAST.map((title, i) => ({ command: `tensorDrillsLeast.open${i}`, title })),
      { command: 'tensorDrillsLeast.page', title: LEAST_ALONE },
    ],
    viewsContainers: { activitybar: [{ id: 'least', title: LEAST_VIEW, icon: 'least.svg' }] },
    views: { least: [{ id: 'tensorDrillsLeast', name: LEAST_VIEW }] },
  },
};

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 4h16v16H4z"/></svg>';

const MAIN = `const vscode = require('vscode');
const { writeFileSync } = require('node:fs');

exports.activate = ({ subscriptions }) => {
  subscriptions.push(rows(), vscode.commands.registerCommand('tensorDrillsLeast.page', page));
  for (let i = 0; i < ${LEAST.length}; i += 1) {
    subscriptions.push(vscode.commands.registerCommand('tensorDrillsLeast.open' + i, () => open(i)));
  }
};

async function open(i) {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'least' + i + '.py');
  writeFileSync(uri.fsPath, '${LEAST_FILE}\\nx = 1\\n');
  await vscode.commands.executeCommand('vscode.setEditorLayout', {
    orientation: 0,
    groups: [{}, {}],
  });
  page(vscode.ViewColumn.Two);
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, preview: false });
}

function page(column = vscode.ViewColumn.One) {
  const panel = vscode.window.createWebviewPanel('least', 'Least', {
    viewColumn: column,
    preserveFocus: true,
  });
  panel.webview.html = '<!doctype html><h1>${LEAST_PAGE}</h1>';
}

function rows() {
  const changed = new vscode.EventEmitter();
  const ticked = new Set();
  const view = vscode.window.createTreeView('tensorDrillsLeast', {
    manageCheckboxStateManually: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: () => Array.from({ length: 40 }, (_, i) => 'Row ' + i),
      getTreeItem: (row) => ({
        label: row,
        description: ticked.has(row) ? 'ticked' : 'open',
        checkboxState: ticked.has(row) ? 1 : 0,
      }),
    },
  });
  view.onDidChangeCheckboxState(({ items }) => {
    for (const [row, state] of items) state ? ticked.add(row) : ticked.delete(row);
    changed.fire(items[0][0]);
  });
  return view;
}
`;

/** Packs it, with its sources in `folder`; returns the path of the VSIX. */
export async function packLeast(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, 'main.js'), MAIN);
  writeFileSync(join(folder, 'least.svg'), ICON);
  writeFileSync(join(folder, 'README.md'), 'Opens a file, a page and a view.\n');
  const vsix = join(folder, 'least.vsix');
  await createVSIX({
    cwd: folder,
    packagePath: vsix,
    dependencies: false,
    skipLicense: true,
    allowMissingRepository: true,
  });
  return vsix;
}
