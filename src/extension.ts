/** The composition root: creates, connects, registers; nothing else. */
import * as vscode from 'vscode';
import { makeApp } from './compose.ts';
import type { App } from './host/app.ts';
import { attemptCommands } from './host/attempts/attempt-commands.ts';
import { ATTEMPT_SCHEME, AttemptDocuments } from './host/attempts/attempt-document.ts';
import { AttemptsTree } from './host/attempts/attempts-tree.ts';
import { CodeKeeper } from './host/attempts/code-keeper.ts';
import { checkCommands } from './host/check/check-commands.ts';
import { CheckLens } from './host/check/code-lens.ts';
import { MistakeDiagnostics } from './host/check/diagnostics.ts';
import { checkOnSave } from './host/check/on-save.ts';
import { TestTree } from './host/check/test-tree.ts';
import { clinicCommands, openClinic } from './host/clinic/clinic-commands.ts';
import { clinicPanel } from './host/clinic/clinic-panel.ts';
import { ClockKeeper } from './host/clock/keeper.ts';
import { OverNotice } from './host/clock/over-notice.ts';
import { ClockStatus } from './host/clock/status-bar.ts';
import { checklistCommands } from './host/commands/checklist-commands.ts';
import { clockCommands } from './host/commands/clock-commands.ts';
import { drillCommands } from './host/commands/drill-commands.ts';
import { guideCommands } from './host/commands/guide-commands.ts';
import { registerCommands } from './host/commands/register.ts';
import { Disposables } from './host/disposables.ts';
import { VIEWS } from './host/ids.ts';
import { oralFeature } from './host/oral/feature.ts';
import { drillPanel } from './host/panels/drill-panel.ts';
import type { Openers } from './host/practice/practise.ts';
import { startDrill } from './host/practice/start.ts';
import { progressCommands } from './host/progress/progress-commands.ts';
import { DueBadge } from './host/schedule/due-badge.ts';
import { scheduleCommands } from './host/schedule/schedule-commands.ts';
import { ChecklistTree } from './host/views/checklist-tree.ts';
import { DrillsTree } from './host/views/drills-tree.ts';
import { ITEM_SCHEME, ItemDocuments } from './host/views/item-document.ts';
import { keepInStep } from './host/watch.ts';

const DRILL_FILES: vscode.DocumentSelector = { language: 'python', scheme: 'file' };

export function activate(context: vscode.ExtensionContext): void {
  const store = new Disposables();
  context.subscriptions.push(store);

  // Nothing is read before something asks for it; the first that does makes the app for all.
  let app: Promise<App> | null = null;
  const ready = (): Promise<App> => (app ??= makeApp(context, store).then(connect));

  const panel = store.add(drillPanel(context.extensionUri, ready));
  const oral = oralFeature(context.extensionUri, ready, store);
  const clinics = store.add(clinicPanel(context.extensionUri, ready));
  const pages = [panel, clinics, ...oral.panels];
  const openers: Openers = {
    coding: (app, id) => startDrill(app, panel, id),
    clinic: (app, id) => openClinic(app, clinics, id),
    ...oral.openers,
  };
  const drills = new DrillsTree(ready);
  const attempts = new AttemptsTree(ready);
  store.add(vscode.window.registerTreeDataProvider(VIEWS.attempts, attempts));
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(
      ATTEMPT_SCHEME,
      new AttemptDocuments(ready),
    ),
  );
  const checklist = store.add(new ChecklistTree(ready));
  const tests = store.add(new TestTree(ready));
  const lens = new CheckLens(ready);
  const drillsView = store.add(
    vscode.window.createTreeView(VIEWS.drills, { treeDataProvider: drills }),
  );
  for (const page of pages) {
    store.add(vscode.window.registerWebviewPanelSerializer(page.viewType, page));
  }
  store.add(vscode.languages.registerCodeLensProvider(DRILL_FILES, lens));
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(ITEM_SCHEME, new ItemDocuments(ready)),
  );
  store.add(
    registerCommands(ready, {
      ...drillCommands(panel, pages, openers),
      ...clockCommands(pages),
      ...checklistCommands(openers),
      ...guideCommands(),
      ...oral.commands,
      ...clinicCommands(clinics),
      ...scheduleCommands(),
      ...attemptCommands(),
      ...progressCommands(),
      ...checkCommands(panel),
    }),
  );

  function connect(made: App): App {
    store.add(new ClockKeeper(made)).start();
    store.add(new CodeKeeper(made));
    const pictures = [
      store.add(new ClockStatus(made)),
      store.add(new OverNotice(made)),
      new DueBadge(made, drillsView),
      attempts,
    ];
    keepInStep(made, [...pictures, drills, checklist, ...pages, lens], store);

    oral.connect(made);
    const diagnostics = store.add(new MistakeDiagnostics(made));
    store.add(vscode.languages.registerCodeActionsProvider(DRILL_FILES, diagnostics));
    store.add(
      made.checks.onDidChange((drill) => {
        void panel.refresh();
        if (made.checks.record(drill)?.stale === true) tests.outdate(drill);
      }),
    );
    store.add(
      made.checks.onDidFinish((finished) => {
        diagnostics.show(finished);
        void tests.report(finished);
      }),
    );
    store.add(
      made.checks.onDidForget(({ drill, uri }) => {
        diagnostics.clear(uri);
        tests.outdate(drill);
      }),
    );
    checkOnSave(made, made.checks, () => tests.isContinuous, store);
    return made;
  }
}
