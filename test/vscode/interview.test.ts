import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { closeEditors, events, freshPracticeFolder, read, run, until } from './desk.ts';
import { activated } from './extension.ts';

/** The id that VS Code gives it. */
const SERVER = 'tensor-drills.tensor-drills/Tensor Drills';

describe('the server for language models', () => {
  const chat = vscode.workspace.getConfiguration('chat');
  const setAi = (off?: boolean) =>
    chat.update('disableAIFeatures', off, vscode.ConfigurationTarget.Workspace);
  let folder = '';
  before(async () => {
    folder = await freshPracticeFolder();
    await activated();
    await setAi(false);
    // Chats that were tested before may have started it, in another practice folder.
    await run('workbench.mcp.stopServer', SERVER);
    await run('workbench.mcp.startServer', '*', { waitForLiveTools: true });
  });
  after(async () => {
    await closeEditors();
    await run('workbench.mcp.stopServer', SERVER);
    await setAi();
  });

  // The participant of the chat has some of the same names.
  const tool = (name: string) =>
    vscode.lm.tools.find((one) => one.name.startsWith('mcp_') && one.name.endsWith(`_${name}`));
  const call = async (name: string, input: object): Promise<string> => {
    const known = await until(name, () => tool(name));
    const { content } = await vscode.lm.invokeTool(known.name, {
      input,
      toolInvocationToken: undefined,
    });
    return content
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
      .join('');
  };

  /** Waits for what stands above the file. */
  const lens = async (file: vscode.Uri, title: string): Promise<void> => {
    let seen = '';
    while (!seen.includes(title)) {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        file,
        10,
      );
      seen = lenses.map(({ command }) => command?.title).join();
      await sleep(20);
    }
  };

  it('is started by VS Code, in the practice folder and with the history of this window', async () => {
    const said = await call('start_question', { question: 'k-means', fresh: true });
    const path = join(folder, 'k_means.py');
    assert.ok(said.includes(path), said);
    assert.match(read(path), /Tensor Drills: k-means/);
    assert.ok(events().some((one) => one.kind === 'attempt-started' && one.file === path));
  });

  it('does what the window shows', async () => {
    await call('start_question', { question: 'k-means', fresh: true });
    const file = vscode.Uri.file(join(folder, 'k_means.py'));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    await lens(file, 'Pause');
    await call('clock', { action: 'pause' });
    await lens(file, 'Resume clock');
    await call('finish', {});
    await lens(file, 'Practise');
  });
});
