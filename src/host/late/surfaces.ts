/** Registers everything that VS Code can ask for, without loading the code that answers. */
import * as vscode from 'vscode';
import type { Disposables } from '../disposables.ts';
import { DOCUMENTS, EDITORS, MISTAKE_EDIT_FILES, PANELS, VIEWS } from '../ids.ts';
import { PageShell } from '../panels/page-shell.ts';
import type { GetHost, Surfaces } from './host.ts';
import { LateDocuments, LateTree } from './providers.ts';

export function registerSurfaces(
  { extensionUri }: vscode.ExtensionContext,
  getHost: GetHost,
  store: Disposables,
): Surfaces {
  const treeOf = (view: string): vscode.TreeViewOptions<unknown> => ({
    treeDataProvider: new LateTree(async () => found((await getHost()).trees[view], view)),
    // Only the checklist has boxes to tick.
    manageCheckboxStateManually: view === VIEWS.checklist,
  });
  const viewOf = (view: string): vscode.TreeView<unknown> =>
    store.add(vscode.window.createTreeView(view, treeOf(view)));
  for (const [page, viewType] of Object.entries(PANELS)) {
    store.add(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        async deserializeWebviewPanel(panel, state) {
          const shell = new PageShell(panel, page as keyof typeof PANELS, extensionUri);
          await found((await getHost()).pages.get(viewType), viewType).restore(shell, state);
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
          (await getHost()).boards.show(document, shell);
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
  viewOf(VIEWS.attempts);
  return {
    drillsView: viewOf(VIEWS.drills),
    checklistView: viewOf(VIEWS.checklist),
    tests: store.add(testController(getHost)),
  };
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
