/** The quick pick in which a drill is chosen: level, time, last result, and the question as a preview. */
import * as vscode from 'vscode';
import { formatClock } from '../../core/clock.ts';
import type { DrillSummary } from '../../core/content.ts';
import type { App } from '../app.ts';

interface DrillItem extends vscode.QuickPickItem {
  readonly drill: string;
}

export async function pickDrill(app: App, title: string): Promise<string | undefined> {
  const items = app.index.drills.map((drill): DrillItem => ({
    drill: drill.id,
    label: drill.title,
    description: [drill.level, minutes(drill), lastResult(app, drill), drill.pack]
      .filter((part) => part !== undefined)
      .join(' · '),
    detail: drill.question.split('\n')[0] ?? drill.summary,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title,
    placeHolder:
      'Type to filter; Enter opens the file, the question and a clock that waits for you',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice?.drill;
}

/** The time that the phases together suggest, such as `17-29 min`. */
function minutes(drill: DrillSummary): string {
  const sum = (end: 0 | 1): number =>
    Math.round(drill.phases.reduce((total, { band }) => total + band[end], 0) / 60);
  return `${sum(0)}–${sum(1)} min`;
}

/** What happened last, in a few words. */
export function lastResult(app: App, drill: DrillSummary): string {
  const { state, bestMs, lastCheck } = app.history.ledger.drill(drill.id);
  if (state === 'new') return 'new';
  if (state === 'passed') {
    return bestMs === null ? 'passed' : `passed, best ${formatClock(bestMs)}`;
  }
  const mistake = lastCheck?.mistakes[0];
  const title = mistake === undefined ? undefined : drill.mistakeTitles[mistake];
  return title === undefined ? 'in progress' : `in progress, last: ${title}`;
}
