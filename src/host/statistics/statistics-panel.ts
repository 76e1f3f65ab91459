/** The page of statistics, and what can be taken from it. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { dayOf } from '../../core/schedule/days.ts';
import type { Statistics } from '../../core/statistics/statistics.ts';
import type { FromEveryPage } from '../../protocol/page.ts';
import {
  parseFromStatisticsPage,
  type FromStatisticsPage,
  type StatisticsCommand,
  type ToStatisticsPage,
} from '../../protocol/statistics-page.ts';
import type { Services, GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { COMMANDS, PANELS } from '../ids.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';

type FromStatistics = Exclude<FromStatisticsPage, FromEveryPage>;

/** There is one page of statistics: of everything. */
const EVERYTHING = 'everything';

const STATISTICS_PAGE: PageKind<FromStatistics, ToStatisticsPage> = {
  page: 'statistics',
  viewType: PANELS.statistics,
  title: 'Statistics',
  column: 'active',
  parse: parseFromStatisticsPage,
  content: async (services) => ({ title: 'Statistics', message: await messageOf(services) }),
  state: (services) => messageOf(services),
  perform: (services, _subject, message) =>
    message.type === 'command' ? COMMAND[message.command](services) : savePng(services, message),
  restore: () => EVERYTHING,
};

export interface StatisticsFeature extends Feature {
  showStatistics(): Promise<void>;
}

export function statisticsFeature(
  extensionUri: vscode.Uri,
  getServices: GetServices,
  store: Disposables,
): StatisticsFeature {
  const panel = store.add(new PagePanel(extensionUri, getServices, STATISTICS_PAGE));
  const showStatistics = (): Promise<void> => panel.open(EVERYTHING, true);
  return {
    showStatistics,
    pages: [panel],
    commands: { [COMMANDS.statistics]: showStatistics },
  };
}

async function statisticsOf(services: Services): Promise<Statistics> {
  // Read when the page is first opened.
  const { statistics } = await import('../../core/statistics/statistics.ts');
  const { index, history, planner, settings } = services;
  const { interview, retention, minutesPerDay: minutesADay, role } = settings;
  return statistics({
    ...{ index, interview, retention, minutesADay, role, now: services.now() },
    ledger: history.ledger,
    schedule: planner.schedule,
  });
}

async function messageOf(services: Services): Promise<ToStatisticsPage> {
  return { type: 'statistics', statistics: await statisticsOf(services) };
}

const COMMAND: Readonly<Record<StatisticsCommand, (services: Services) => Promise<void>>> = {
  markdown: async (services) => {
    const { reportMarkdown } = await import('../../core/statistics/report.ts');
    const content = reportMarkdown(await statisticsOf(services));
    await show(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  },
  csv: async (services) => {
    const { attemptsCsv } = await import('../../core/statistics/report.ts');
    const content = attemptsCsv(services.history.ledger.allAttempts(), services.index.exercises);
    await show(await vscode.workspace.openTextDocument({ language: 'csv', content }));
  },
  'what-next': ({ navigator }) => navigator.whatNext(),
  'set-date': ({ navigator }) => navigator.setInterviewDate(),
};

async function show(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
}

async function savePng(
  services: Pick<Services, 'home' | 'now'>,
  { name, image }: Extract<FromStatistics, { type: 'save-png' }>,
): Promise<void> {
  const file = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${dayOf(services.now())}.png`;
  const uri = await vscode.window.showSaveDialog({
    title: `Save “${name}”`,
    filters: { PNG: ['png'] },
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(services.home), file),
  });
  if (!uri) return;
  const bytes = Buffer.from(image.slice(image.indexOf(',') + 1), 'base64');
  try {
    await vscode.workspace.fs.writeFile(uri, bytes);
  } catch {
    throw new UserError(`${uri.fsPath} cannot be written. Choose another file.`);
  }
}
