/** The composition root: creates, connects, registers; nothing else. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { App } from './host/app.ts';
import { ClockKeeper } from './host/clock/keeper.ts';
import { OverNotice } from './host/clock/over-notice.ts';
import { ClockStatus } from './host/clock/status-bar.ts';
import { checklistCommands } from './host/commands/checklist-commands.ts';
import { clockCommands } from './host/commands/clock-commands.ts';
import { drillCommands } from './host/commands/drill-commands.ts';
import { registerCommands } from './host/commands/register.ts';
import { Disposables } from './host/disposables.ts';
import { PANELS, VIEWS } from './host/ids.ts';
import { DrillPanel } from './host/panels/drill-panel.ts';
import { pageActions } from './host/panels/page-actions.ts';
import { Settings } from './host/settings.ts';
import { ChecklistTree } from './host/views/checklist-tree.ts';
import { DrillsTree } from './host/views/drills-tree.ts';
import { ITEM_SCHEME, ItemDocuments } from './host/views/item-document.ts';
import { keepInStep } from './host/watch.ts';
import { BuiltInCatalogue } from './node/catalogue.ts';
import { FileHistory } from './node/history.ts';
import { FileLease } from './node/lease.ts';
import { DiskPracticeFiles } from './node/practice-files.ts';

export function activate(context: vscode.ExtensionContext): void {
  const store = new Disposables();
  context.subscriptions.push(store);

  // Nothing is read before something asks for it; the first that does makes the app for all.
  let app: Promise<App> | null = null;
  const ready = (): Promise<App> => (app ??= start());

  const panel = store.add(new DrillPanel(context.extensionUri, ready, pageActions(ready)));
  const drills = new DrillsTree(ready);
  const checklist = store.add(new ChecklistTree(ready));
  store.add(vscode.window.registerTreeDataProvider(VIEWS.drills, drills));
  store.add(vscode.window.registerWebviewPanelSerializer(PANELS.drill, panel));
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(ITEM_SCHEME, new ItemDocuments(ready)),
  );
  store.add(
    registerCommands(ready, {
      ...drillCommands(panel),
      ...clockCommands(panel),
      ...checklistCommands(panel),
    }),
  );

  async function start(): Promise<App> {
    const log = store.add(vscode.window.createOutputChannel('Tensor Drills', { log: true }));
    const storage = context.globalStorageUri.fsPath;
    const historyFile = join(storage, 'history.jsonl');
    const onProblem = (message: string): void => {
      log.warn(message);
      void vscode.window.showWarningMessage(message);
    };
    const catalogue = new BuiltInCatalogue(context.extensionPath);
    const history = store.add(new FileHistory({ file: historyFile, onProblem }));
    const made: App = {
      extensionUri: context.extensionUri,
      memory: context.globalState,
      log,
      settings: new Settings(),
      catalogue,
      index: await catalogue.index(),
      history,
      historyFile,
      lease: new FileLease(join(storage, 'running.json'), history.session),
      files: new DiskPracticeFiles(),
      home: homedir(),
      now: Date.now,
    };
    store.add(new ClockKeeper(made)).start();
    const pictures = [store.add(new ClockStatus(made)), store.add(new OverNotice(made))];
    keepInStep(made, [...pictures, drills, checklist, panel], store);
    return made;
  }
}
