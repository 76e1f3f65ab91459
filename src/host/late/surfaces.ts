/** Registers everything that VS Code can ask for, without loading the code that answers. */
import * as vscode from 'vscode';
import { STORED } from '../../core/stored.ts';
import type { Disposables } from '../disposables.ts';
import { DOCUMENTS, EDITORS, MISTAKE_EDIT_FILES, PANELS, VIEWS } from '../ids.ts';
import { PageShell } from '../panels/page-shell.ts';
import type { GetHost, Surfaces } from './host.ts';
import { LateDocuments, LateTree } from './providers.ts';
import { RememberedTree } from './remembered-tree.ts';
import { ShownRows } from './shown-rows.ts';

export function registerSurfaces(
  { extensionUri, globalStorageUri, extension }: vscode.ExtensionContext,
  getHost: GetHost,
  store: Disposables,
): Surfaces {
  const treeOf = (view: string): vscode.TreeDataProvider<object> =>
    new LateTree(async () => found((await getHost()).trees[view], view));
  const { version } = extension.packageJSON as { readonly version: string };
  const remembered = (view: string): vscode.TreeDataProvider<object> => {
    const file = vscode.Uri.joinPath(globalStorageUri, STORED.rows, `${view}.json`);
    return new RememberedTree(treeOf(view), store.add(new ShownRows(file, version)));
  };
  const drillsView = store.add(
    vscode.window.createTreeView(VIEWS.drills, { treeDataProvider: remembered(VIEWS.drills) }),
  );
  const checklistView = store.add(
    vscode.window.createTreeView(VIEWS.checklist, {
      treeDataProvider: remembered(VIEWS.checklist),
      manageCheckboxStateManually: true,
    }),
  );
  store.add(
    checklistView.onDidChangeCheckboxState(async ({ items }) => (await getHost()).tick(items)),
  );
  // Its rows depend on the exercise in front, which may be a different one in a new window.
  const treeDataProvider = treeOf(VIEWS.attempts);
  store.add(vscode.window.createTreeView(VIEWS.attempts, { treeDataProvider }));
  for (const [page, viewType] of Object.entries(PANELS)) {
    store.add(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        async deserializeWebviewPanel(panel, state) {
          const shell = new PageShell(panel, page as keyof typeof PANELS, extensionUri);
          const { pages } = await getHost();
          if (shell.isClosed) return;
          await found(pages.get(viewType), viewType).restore(shell, state);
        },
      }),
    );
  }
  for (const scheme of Object.values(DOCUMENTS)) {
    const documents = new LateDocuments(async () =>
      found((await getHost()).documents[scheme], scheme),
    );
    store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, documents));
  }
  store.add(
    vscode.window.registerCustomEditorProvider(
      EDITORS.board,
      {
        async resolveCustomTextEditor(document, panel) {
          const shell = new PageShell(panel, 'board', extensionUri, 'Whiteboard');
          const { boards } = await getHost();
          if (!shell.isClosed) boards.show(document, shell);
        },
      },
      // Otherwise a hidden tab would lose the zoom, the selection and any text that is being written.
      { webviewOptions: { retainContextWhenHidden: true } },
    ),
  );
  store.add(
    vscode.languages.registerCodeLensProvider(MISTAKE_EDIT_FILES, {
      provideCodeLenses: async (...asked) =>
        (await getHost()).programLens.provideCodeLenses(...asked),
    }),
  );
  return { drillsView, checklistView, tests: store.add(testController(getHost)) };
}

/** The features add its run profiles when they list the tests. */
function testController(getHost: GetHost): vscode.TestController {
  const controller = vscode.tests.createTestController('tensorDrills', 'Tensor Drills');
  const discover = async (): Promise<void> => (await getHost()).discoverTests();
  controller.resolveHandler = async (item) => {
    if (!item) await discover();
  };
  controller.refreshHandler = discover;
  return controller;
}

function found<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new Error(`Nothing stands behind ${id}.`);
  return value;
}
