/** Tells VS Code how to start our server for language models; VS Code starts it when the user's model wants its tools. */
import * as vscode from 'vscode';
import { dayOf } from '../../core/schedule/days.ts';
import type { Services, GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import { MCP_PROVIDER, SETTINGS_SECTION } from '../ids.ts';
import { knownPracticeFolder, usualFolder } from '../practice/folder.ts';

export function registerServer(
  { extensionUri, globalStorageUri, extension }: vscode.ExtensionContext,
  getServices: GetServices,
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
        server.args = [...server.args, ...(await settingsOf(await getServices()))];
        return server;
      },
    }),
  );
}

/** What the editor knows about the user's choices, as options of the command line. */
async function settingsOf(services: Services): Promise<readonly string[]> {
  const { settings, packs } = services;
  const times = Object.entries(settings.times)
    .filter(([, ends]) => ends.some((end) => end !== null))
    .map(([phase, [minimum, maximum]]) => `${phase}=${minimum ?? ''}-${maximum ?? ''}`)
    .join();
  const python = await services.python.find();
  await packs.settled();
  return [
    ...['--folder', (knownPracticeFolder(services) ?? usualFolder(services)).fsPath],
    ...['--timeout', String(settings.checkTimeout), '--memory', String(settings.checkMemory)],
    ...['--retention', String(settings.retention)],
    ...(settings.interview === null ? [] : ['--interview', dayOf(settings.interview)]),
    ...(times === '' ? [] : ['--times', times]),
    ...(python.kind === 'found' ? ['--python', python.interpreter.path] : []),
    ...packs.folders.flatMap(({ path }) => ['--pack', path]),
  ];
}
