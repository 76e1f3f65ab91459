/** Checking: on save and by command; told as tests, diagnostics, a lens above the code, and on the drill's page. */
import * as vscode from 'vscode';
import type { Ready } from '../app.ts';
import type { DebugPanel } from '../debugging/panel.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import type { DrillPanel } from '../panels/drill-panel.ts';
import { checkCommands } from './check-commands.ts';
import { CheckLens } from './code-lens.ts';
import { MistakeDiagnostics } from './diagnostics.ts';
import { checkOnSave } from './on-save.ts';
import { TestTree } from './test-tree.ts';

const DRILL_FILES: vscode.DocumentSelector = { language: 'python', scheme: 'file' };

export function checkFeature(
  panel: DrillPanel,
  debug: DebugPanel,
  ready: Ready,
  store: Disposables,
): Feature {
  const tests = store.add(new TestTree(ready));
  const lens = new CheckLens(ready);
  store.add(vscode.languages.registerCodeLensProvider(DRILL_FILES, lens));
  return {
    commands: checkCommands(panel, debug),
    pictures: [lens],
    connect(app) {
      const diagnostics = store.add(new MistakeDiagnostics(app));
      store.add(vscode.languages.registerCodeActionsProvider(DRILL_FILES, diagnostics));
      store.add(
        app.checks.onDidChange((drill) => {
          void panel.refresh();
          if (app.checks.record(drill)?.stale === true) tests.outdate(drill);
        }),
      );
      store.add(
        app.checks.onDidFinish((finished) => {
          diagnostics.show(finished);
          void tests.report(finished);
        }),
      );
      store.add(
        app.checks.onDidForget(({ drill, uri }) => {
          diagnostics.clear(uri);
          tests.outdate(drill);
        }),
      );
      checkOnSave(app, app.checks, () => tests.isContinuous, store);
    },
  };
}
