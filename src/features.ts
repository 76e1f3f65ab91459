/** The composition root of the features: creates them, connects them, and hands them to activation; nothing else. */
import type * as vscode from 'vscode';
import { articleOpener, articlePanel } from './host/articles/article-panel.ts';
import { attemptsFeature } from './host/attempts/feature.ts';
import { boardFeature } from './host/board/feature.ts';
import { checkFeature } from './host/check/feature.ts';
import { TestTree } from './host/check/test-tree.ts';
import { clinicFeature } from './host/clinic/feature.ts';
import { tellAway } from './host/clock/away-notice.ts';
import { OverNotice } from './host/clock/over-notice.ts';
import { ClockStatus } from './host/clock/status-bar.ts';
import { checklistCommands } from './host/commands/checklist-commands.ts';
import { clockCommands } from './host/commands/clock-commands.ts';
import { drillCommands } from './host/commands/drill-commands.ts';
import { guideCommands, openGuide } from './host/commands/guide-commands.ts';
import { PaletteContexts } from './host/commands/palette.ts';
import { commandRunner, type Command } from './host/commands/register.ts';
import { debuggingFeature } from './host/debugging/feature.ts';
import { debugPanel } from './host/debugging/panel.ts';
import type { Disposables } from './host/disposables.ts';
import type { Feature, RestoredPage } from './host/feature.ts';
import type { Interviewer } from './host/interview/interviewer.ts';
import { serverSettings } from './host/interview/server-settings.ts';
import type { Host, Surfaces } from './host/late/host.ts';
import { mockFeature } from './host/mock/feature.ts';
import { oralFeature } from './host/oral/feature.ts';
import { packsFeature } from './host/packs/feature.ts';
import { programLens } from './host/packs/open-as-program.ts';
import { drillPanel } from './host/panels/drill-panel.ts';
import type { Navigator } from './host/practice/navigator.ts';
import { practise, type Openers } from './host/practice/practise.ts';
import { startDrill } from './host/practice/start.ts';
import { progressCommands } from './host/progress/progress-commands.ts';
import { quietFeature } from './host/quiet/feature.ts';
import { scheduleCommands, setInterviewDate, whatNext } from './host/schedule/schedule-commands.ts';
import { studyPlanCommands } from './host/schedule/study-plan-commands.ts';
import type { GetServices, Services } from './host/services.ts';
import { statisticsFeature } from './host/statistics/statistics-panel.ts';
import { treesFeature } from './host/views/feature.ts';
import { subscribeRefresh } from './host/refresh.ts';

export function makeHost(
  context: vscode.ExtensionContext,
  store: Disposables,
  surfaces: Surfaces,
): Host {
  const { extensionUri } = context;
  // Content and history are read only when something needs them; the first that does creates the services for all.
  let services: Promise<Services> | null = null;
  const make = async (): Promise<Services> => {
    const { makeServices } = await import('./compose.ts');
    return connect(await makeServices(context, store, navigator));
  };
  const getServices: GetServices = () => (services ??= make());

  const articles = store.add(articlePanel(extensionUri, getServices));
  const openArticle = articleOpener(articles);
  const panel = store.add(drillPanel(extensionUri, getServices));
  const debug = store.add(debugPanel(extensionUri, getServices));
  const tests = new TestTree(getServices, surfaces.tests);
  const board = boardFeature(context, getServices, store);
  const oral = oralFeature(extensionUri, getServices, openArticle, store);
  const clinic = clinicFeature(extensionUri, getServices, store);
  const statistics = statisticsFeature(extensionUri, getServices, store);
  const trees = treesFeature(surfaces, getServices);
  const practice: readonly Feature[] = [
    trees,
    checkFeature(panel, debug, tests, getServices, store),
    debuggingFeature(debug, getServices, store),
    oral,
    clinic,
    board,
    attemptsFeature(getServices, store),
    statistics,
    packsFeature(getServices, store),
    quietFeature(store),
  ];
  const openers = practice.reduce<Openers>((all, one) => ({ ...all, ...one.openers }), {
    coding: (made, id, options) => startDrill(made, panel, id, options),
  });
  const mock = mockFeature(extensionUri, getServices, store, openers);
  const navigator: Navigator = {
    open: async (id, options) => practise(await getServices(), openers, id, options),
    startRound: async (request) => oral.startRound(await getServices(), request),
    chooseClinic: async () => clinic.chooseClinic(await getServices()),
    startMock: async () => mock.startMock(await getServices()),
    whatNext: async () => whatNext(await getServices()),
    setInterviewDate: async () => setInterviewDate(await getServices()),
    showStatistics: () => statistics.showStatistics(),
    openGuide: async (target) => openGuide(await getServices(), openArticle, target),
  };
  const features = [...practice, mock];
  const pages: readonly RestoredPage[] = [
    panel,
    articles,
    ...features.flatMap((one) => one.pages ?? []),
  ];
  const commands = merged<Command>([
    drillCommands(panel, pages),
    clockCommands(pages),
    checklistCommands(openArticle),
    guideCommands(openArticle),
    scheduleCommands(),
    studyPlanCommands(),
    progressCommands(),
    ...features.map((one) => one.commands),
  ]);
  let interviewer: Promise<Interviewer> | null = null;
  const makeInterviewer = async (): Promise<Interviewer> => {
    const [{ Interviewer: Made }, made] = await Promise.all([
      import('./host/interview/interviewer.ts'),
      getServices(),
    ]);
    return new Made(made, pages);
  };
  return {
    getServices,
    run: commandRunner(getServices, commands),
    trees: merged(features.map((one) => one.trees)),
    tick: (rows) => trees.tick(rows),
    pages: new Map(pages.map((page) => [page.viewType, page])),
    documents: merged(features.map((one) => one.documents)),
    boards: board.boards,
    programLens,
    discoverTests: () => tests.discover(),
    interviewer: () => (interviewer ??= makeInterviewer()),
    serverSettings: async () => serverSettings(await getServices()),
  };

  function connect(made: Services): Services {
    tellAway(made);
    made.heartbeat.start();
    const refreshables = features.flatMap((one) => one.refreshables ?? []);
    const clocks = [store.add(new ClockStatus(made)), store.add(new OverNotice(made))];
    const palette = store.add(new PaletteContexts(made, pages));
    subscribeRefresh(made, [...clocks, palette, ...refreshables, ...pages], store);
    for (const feature of features) feature.connect?.(made);
    return made;
  }
}

function merged<T>(
  parts: readonly (Readonly<Record<string, T>> | undefined)[],
): Readonly<Record<string, T>> {
  return Object.assign({}, ...parts) as Record<string, T>;
}
