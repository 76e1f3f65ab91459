/** Checking: on save and by command; told as tests, diagnostics, a lens above the code, and on the drill's page. */
import * as vscode from 'vscode';
import type { GetServices } from '../services.ts';
import type { DebugPanel } from '../debugging/panel.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import type { DrillPanel } from '../panels/drill-panel.ts';
import { checkCommands } from './check-commands.ts';
import { CheckLens } from './code-lens.ts';
import { MistakeDiagnostics } from './diagnostics.ts';
import { checkOnSave } from './on-save.ts';
import type { TestTree } from './test-tree.ts';

const DRILL_FILES: vscode.DocumentSelector = { language: 'python', scheme: 'file' };

export function checkFeature(
  panel: DrillPanel,
  debug: DebugPanel,
  tests: TestTree,
  getServices: GetServices,
  store: Disposables,
): Feature {
  const lens = new CheckLens(getServices);
  store.add(vscode.languages.registerCodeLensProvider(DRILL_FILES, lens));
  return {
    commands: checkCommands(panel, debug),
    refreshables: [lens],
    connect(services) {
      const diagnostics = store.add(new MistakeDiagnostics(services));
      store.add(vscode.languages.registerCodeActionsProvider(DRILL_FILES, diagnostics));
      store.add(
        services.checks.onDidChange((drill) => {
          void panel.refresh();
          if (services.checks.record(drill)?.stale === true) tests.outdate(drill);
        }),
      );
      store.add(
        services.checks.onDidFinish((finished) => {
          diagnostics.show(finished);
          void tests.report(finished);
        }),
      );
      store.add(
        services.checks.onDidForget(({ drill, uri }) => {
          diagnostics.clear(uri);
          tests.outdate(drill);
        }),
      );
      checkOnSave(services, services.checks, () => tests.isContinuous, store);
    },
  };
}
