import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { MCP_PROVIDER } from '../../src/host/ids.ts';
import { closeEditors, events, freshPracticeFolder, read, run, until } from './desk.ts';
import { activated } from './extension.ts';

describe('the server for language models', () => {
  const chat = vscode.workspace.getConfiguration('chat');
  const setAi = (off?: boolean) =>
    chat.update('disableAIFeatures', off, vscode.ConfigurationTarget.Workspace);
  let folder = '';
  before(async () => {
    folder = await freshPracticeFolder();
    await activated();
    await setAi(false);
  });
  after(async () => {
    await closeEditors();
    await setAi();
  });

  const tool = (name: string) => vscode.lm.tools.find((one) => one.name.endsWith(`_${name}`));
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

  it('is started by VS Code, in the practice folder and with the history of this window', async () => {
    console.log('tools before', vscode.lm.tools.map((t) => t.name).join());
    await run('workbench.mcp.startServer', '*', { waitForLiveTools: true });
    console.log('tools after', vscode.lm.tools.map((t) => t.name).join());
    const said = await call('start_question', { question: 'softmax' });
    const path = join(folder, 'softmax.py');
    assert.ok(said.includes(path), said);
    assert.match(read(path), /Tensor Drills: softmax/);
    assert.ok(events().some((one) => one.kind === 'attempt-started' && one.file === path));
    // The window shows the clock that the server runs.
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
    await vscode.window.showTextDocument(document);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    assert.ok(lenses.some(({ command }) => command?.title.includes('Pause') === true));
    console.log(MCP_PROVIDER);
  });
});
