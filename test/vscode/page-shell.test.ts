import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { PANELS } from '../../src/host/ids.ts';
import { PageShell } from '../../src/host/panels/page-shell.ts';
import { until } from './desk.ts';
import { extension } from './extension.ts';

/** A panel as VS Code restores it, with its page. */
function shellOf(): PageShell {
  const panel = vscode.window.createWebviewPanel(PANELS.drill, 'Softmax', 1);
  return new PageShell(panel, 'drill', extension().extensionUri);
}

describe('a page that is drawn before the features are there', () => {
  it('keeps what it says until somebody listens', async () => {
    const shell = shellOf();
    try {
      const heard: unknown[] = [];
      // The page says that it is ready as soon as its script runs.
      await new Promise<void>((resolve) => {
        const said = shell.panel.webview.onDidReceiveMessage(() => resolve());
        shell.panel.onDidDispose(() => void said.dispose());
      });
      shell.listen((message) => heard.push(message));
      assert.deepEqual(heard, [{ type: 'ready' }]);
    } finally {
      shell.panel.dispose();
    }
  });

  it('knows that it was closed', async () => {
    const shell = shellOf();
    assert.equal(shell.isClosed, false);
    shell.panel.dispose();
    await until('the end of the panel', () => shell.isClosed);
  });
});
