/** The quick pick in which a drill is chosen: topic, level, time, last result, and the question as a preview. */
import * as vscode from 'vscode';
import { formatClock } from '../../core/clock.ts';
import type { DrillSummary } from '../../core/content.ts';
import { askedText } from '../../core/demand.ts';
import { inOrder, matches, sectionOf, type Listed } from '../../core/drill-search.ts';
import { groupBy } from '../../core/groups.ts';
import { minutesText } from '../../core/schedule/minutes.ts';
import type { App } from '../app.ts';

interface DrillItem extends vscode.QuickPickItem {
  readonly drill?: string;
}

export async function pickDrill(app: App, title: string): Promise<string | undefined> {
  const due = app.planner.due();
  const listed = app.index.drills.map((drill): Listed => ({
    drill,
    state: app.history.ledger.drill(drill.id).state,
    due: due.includes(drill.id),
  }));
  const all = inOrder(listed, due, app.settings.role);
  return choose(app, title, (typed) => all.filter((one) => matches(one, typed)));
}

/** VS Code's own filter takes all words as one; ours takes each by itself, so its items are always shown. */
function choose(
  app: App,
  title: string,
  found: (typed: string) => readonly Listed[],
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<DrillItem>();
  pick.title = title;
  pick.placeholder =
    'Search by word, topic, "easy", "often", "new" or the minutes you have, such as 15';
  const show = (typed: string): void => {
    pick.items = itemsOf(app, found(typed));
  };
  show('');
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      // Whoever types fast presses Enter while the list is still that of fewer letters, or has no row chosen.
      const left = found(pick.value).map(({ drill }) => drill.id);
      const chosen = left.find((id) => id === pick.selectedItems[0]?.drill) ?? left[0];
      if (chosen === undefined) return;
      resolve(chosen);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function itemsOf(app: App, all: readonly Listed[]): DrillItem[] {
  if (all.length === 0) {
    return [{ label: 'No questions match all of these words', alwaysShow: true }];
  }
  return [...groupBy(all, sectionOf)].flatMap(([section, drills]): DrillItem[] => [
    { label: section, kind: vscode.QuickPickItemKind.Separator },
    ...drills.map(({ drill, state }) => ({
      drill: drill.id,
      label: drill.title,
      description: [
        ...[drill.topic, drill.level, minutesText(drill), askedText(drill)],
        ...[state === 'new' ? null : lastResult(app, drill), drill.pack],
      ]
        .filter((part) => part != null)
        .join(' · '),
      detail: drill.question.split('\n')[0] ?? drill.summary,
      alwaysShow: true,
    })),
  ]);
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
