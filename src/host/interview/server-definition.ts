/** Tells VS Code how to start our server for language models; VS Code starts it when the user's model wants its tools. */
import * as vscode from 'vscode';
import { dayOf } from '../../core/schedule/days.ts';
import type { App, Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import { MCP_PROVIDER, PRACTICE_FOLDER } from '../ids.ts';
import { knownPracticeFolder } from '../practice/folder.ts';

export function registerServer(
  { extensionUri, globalStorageUri, extension }: vscode.ExtensionContext,
  ready: Ready,
  store: Disposables,
): void {
  const changed = store.add(new vscode.EventEmitter<void>());
  // A server that was started without the right to run code is started anew.
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()));
  const { version } = extension.packageJSON as { readonly version: string };
  store.add(
    vscode.lm.registerMcpServerDefinitionProvider(MCP_PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => [
        new vscode.McpStdioServerDefinition(
          'Tensor Drills',
          process.execPath,
          [
            vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath,
            ...['mcp', '--storage', globalStorageUri.fsPath],
            ...(vscode.workspace.isTrusted ? [] : ['--restricted']),
          ],
          // On a desktop, the program of the extension host is VS Code's own.
          { ELECTRON_RUN_AS_NODE: '1' },
          version,
        ),
      ],
      async resolveMcpServerDefinition(server: vscode.McpStdioServerDefinition) {
        server.args = [...server.args, ...(await settingsOf(await ready()))];
        return server;
      },
    }),
  );
}

/** What the editor knows about the user's choices, as options of the command line. */
async function settingsOf(app: App): Promise<readonly string[]> {
  const { settings, packs } = app;
  const home = vscode.Uri.joinPath(vscode.Uri.file(app.home), PRACTICE_FOLDER);
  const times = Object.entries(settings.times)
    .filter(([, ends]) => ends.some((end) => end !== null))
    .map(([phase, [minimum, maximum]]) => `${phase}=${minimum ?? ''}-${maximum ?? ''}`)
    .join();
  const python = await app.python.find();
  await packs.settled();
  return [
    ...['--folder', (knownPracticeFolder(app) ?? home).fsPath],
    ...['--timeout', String(settings.checkTimeout), '--memory', String(settings.checkMemory)],
    ...['--retention', String(settings.retention)],
    ...(settings.interview === null ? [] : ['--interview', dayOf(settings.interview)]),
    ...(times === '' ? [] : ['--times', times]),
    ...(python.kind === 'found' ? ['--python', python.interpreter.path] : []),
    ...packs.folders.flatMap(({ path }) => ['--pack', path]),
  ];
}
