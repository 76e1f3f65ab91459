/** The composition root: creates, connects, registers; nothing else. */
import * as vscode from 'vscode';
import type { Services } from './host/services.ts';
import { articleOpener, articlePanel } from './host/articles/article-panel.ts';
import { attemptsFeature } from './host/attempts/feature.ts';
import { boardFeature } from './host/board/feature.ts';
import { checkFeature } from './host/check/feature.ts';
import { clinicFeature } from './host/clinic/feature.ts';
import { tellAway } from './host/clock/away-notice.ts';
import { OverNotice } from './host/clock/over-notice.ts';
import { ClockStatus } from './host/clock/status-bar.ts';
import { checklistCommands } from './host/commands/checklist-commands.ts';
import { clockCommands } from './host/commands/clock-commands.ts';
import { drillCommands } from './host/commands/drill-commands.ts';
import { guideCommands } from './host/commands/guide-commands.ts';
import { PaletteContexts, tellRemembered } from './host/commands/palette.ts';
import { registerCommands, type Command } from './host/commands/register.ts';
import { debuggingFeature } from './host/debugging/feature.ts';
import { debugPanel } from './host/debugging/panel.ts';
import { Disposables } from './host/disposables.ts';
import type { Feature, RestoredPage } from './host/feature.ts';
import { registerChat } from './host/interview/chat.ts';
import { registerServer } from './host/interview/server-definition.ts';
import { mockFeature } from './host/mock/feature.ts';
import { oralFeature } from './host/oral/feature.ts';
import { packsFeature } from './host/packs/feature.ts';
import { drillPanel } from './host/panels/drill-panel.ts';
import type { Openers } from './host/practice/practise.ts';
import { startDrill } from './host/practice/start.ts';
import { wakeOnDrillFile } from './host/practice/wake.ts';
import { progressCommands } from './host/progress/progress-commands.ts';
import { scheduleCommands } from './host/schedule/schedule-commands.ts';
import { studyPlanCommands } from './host/schedule/study-plan-commands.ts';
import { treesFeature } from './host/views/feature.ts';
import { quietFeature } from './host/quiet/feature.ts';
import { statisticsFeature } from './host/statistics/statistics-panel.ts';
import { subscribeRefresh } from './host/watch.ts';
import { welcome } from './host/welcome/welcome.ts';

/** Gives tests what Settings Sync would carry; everybody else gets nothing. */
export function activate(context: vscode.ExtensionContext): vscode.Memento | undefined {
  const { extensionUri } = context;
  const store = new Disposables();
  context.subscriptions.push(store);

  // Nothing is read before something asks for it; the first that does makes the app for all.
  let app: Promise<Services> | null = null;
  const make = async (): Promise<Services> => {
    const { makeApp } = await import('./compose.ts');
    return connect(await makeApp(context, store));
  };
  const ready = (): Promise<Services> => (app ??= make());

  tellRemembered(context.globalState);
  const begin = welcome(context);
  const articles = store.add(articlePanel(extensionUri, ready));
  const openArticle = articleOpener(articles);
  const panel = store.add(drillPanel(extensionUri, ready));
  const debug = store.add(debugPanel(extensionUri, ready));
  const practice: readonly Feature[] = [
    treesFeature(ready, store, () => void begin.seen()),
    checkFeature(panel, debug, ready, store),
    debuggingFeature(debug, ready, store),
    oralFeature(extensionUri, ready, openArticle, store),
    clinicFeature(extensionUri, ready, store),
    boardFeature(extensionUri, ready, store),
    attemptsFeature(ready, store),
    statisticsFeature(extensionUri, ready, store),
    packsFeature(ready, store),
    quietFeature(context.globalStorageUri, ready, store),
  ];
  const openers = practice.reduce<Openers>((all, one) => ({ ...all, ...one.openers }), {
    coding: (made, id, within) => startDrill(made, panel, id, undefined, within),
  });
  const features = [...practice, mockFeature(extensionUri, ready, store, openers)];
  const pages: readonly RestoredPage[] = [
    panel,
    articles,
    ...features.flatMap((one) => one.pages ?? []),
  ];
  for (const page of pages) {
    store.add(vscode.window.registerWebviewPanelSerializer(page.viewType, page));
  }
  store.add(
    registerCommands(
      ready,
      features.reduce<Record<string, Command>>((all, one) => ({ ...all, ...one.commands }), {
        ...drillCommands(panel, pages, openers),
        ...clockCommands(pages),
        ...checklistCommands(openers, openArticle),
        ...guideCommands(openArticle),
        ...scheduleCommands(),
        ...studyPlanCommands(),
        ...progressCommands(),
      }),
      () => begin.note(),
    ),
  );

  registerServer(context, ready, store);
  registerChat(ready, { pages, openers }, store);
  wakeOnDrillFile(ready, store);
  return context.extensionMode === vscode.ExtensionMode.Test ? context.globalState : undefined;

  function connect(made: Services): Services {
    tellAway(made);
    made.heartbeat.start();
    const pictures = features.flatMap((one) => one.refreshables ?? []);
    const clocks = [store.add(new ClockStatus(made)), store.add(new OverNotice(made))];
    const palette = store.add(new PaletteContexts(made, pages));
    subscribeRefresh(made, [...clocks, palette, ...pictures, ...pages], store);
    for (const feature of features) feature.connect?.(made);
    return made;
  }
}
