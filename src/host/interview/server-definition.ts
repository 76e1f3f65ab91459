/** Tells VS Code how to start our server for language models; VS Code starts it when the user's model wants its tools. */
import * as vscode from 'vscode';
import type { GetHost } from '../late/host.ts';
import type { Disposables } from '../disposables.ts';
import { MCP_PROVIDER, SETTINGS_SECTION } from '../ids.ts';

export function registerServer(
  { extensionUri, globalStorageUri, extension }: vscode.ExtensionContext,
  getHost: GetHost,
  store: Disposables,
): void {
  const changed = store.add(new vscode.EventEmitter<void>());
  const { version } = extension.packageJSON as { readonly version: string };
  let revision = 0;
  // A server knows what its settings and the trust were when it was started: VS Code starts a new version anew.
  const renew = (): void => {
    revision += 1;
    changed.fire();
  };
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(renew));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS_SECTION)) renew();
    }),
  );
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
          `${version}+${revision}`,
        ),
      ],
      async resolveMcpServerDefinition(server: vscode.McpStdioServerDefinition) {
        server.args = [...server.args, ...(await (await getHost()).serverSettings())];
        return server;
      },
    }),
  );
}
