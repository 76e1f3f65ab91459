/** The least extension that opens a file and a page beside it: what VS Code itself takes for that. */
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

const MANIFEST = {
  name: 'least',
  publisher: 'tensor-drills',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  main: './main.js',
  activationEvents: [],
  contributes: {
    commands: LEAST.map((title, i) => ({ command: `tensorDrillsLeast.open${i}`, title })),
  },
};

const MAIN = `const vscode = require('vscode');
const { writeFileSync } = require('node:fs');

exports.activate = ({ subscriptions }) => {
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
  const panel = vscode.window.createWebviewPanel('least', 'Least', {
    viewColumn: vscode.ViewColumn.Two,
    preserveFocus: true,
  });
  panel.webview.html = '<!doctype html><h1>${LEAST_PAGE}</h1>';
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, preview: false });
}
`;

/** Packs it, with its sources in `folder`; returns the path of the VSIX. */
export async function packLeast(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, 'main.js'), MAIN);
  writeFileSync(join(folder, 'README.md'), 'Opens a file and a page.\n');
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
