/** The quick pick in which a drill is chosen: topic, level, time, last result, and the question as a preview. */
import * as vscode from 'vscode';
import { formatClock } from '../../core/clock.ts';
import type { DrillSummary } from '../../core/content.ts';
import { askedText } from '../../core/demand.ts';
import { inOrder, search, sectionOf, type ListedDrill } from '../../core/drill-search.ts';
import { groupBy } from '../../core/groups.ts';
import { minutesText } from '../../core/schedule/minutes.ts';
import type { Services } from '../services.ts';

interface DrillItem extends vscode.QuickPickItem {
  readonly drill?: string;
}

export async function pickDrill(
  services: Pick<Services, 'history' | 'index' | 'planner' | 'settings'>,
  title: string,
): Promise<string | undefined> {
  const due = services.planner.due();
  const listed = services.index.drills.map((drill): ListedDrill => ({
    drill,
    state: services.history.ledger.drill(drill.id).state,
    due: due.includes(drill.id),
  }));
  const all = inOrder(listed, due, services.settings.role);
  return choose(services, title, (typed) => search(all, typed));
}

/** VS Code's own filter takes all words as one; ours takes each by itself, so its items are always shown. */
function choose(
  services: Pick<Services, 'history'>,
  title: string,
  found: (typed: string) => readonly ListedDrill[],
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<DrillItem>();
  pick.title = title;
  pick.placeholder =
    'Search by word, topic, "easy", "often", "new" or the minutes you have, such as 15';
  const show = (typed: string): void => {
    pick.items = itemsOf(services, found(typed));
  };
  show('');
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      // A fast typist presses Enter while the list still shows what fewer letters match, or has no row chosen.
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

function itemsOf(services: Pick<Services, 'history'>, all: readonly ListedDrill[]): DrillItem[] {
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
        ...[state === 'new' ? null : lastResult(services, drill), drill.pack],
      ]
        .filter((part) => part != null)
        .join(' · '),
      detail: drill.question.split('\n')[0] ?? drill.summary,
      alwaysShow: true,
    })),
  ]);
}

/** What happened last, in a few words. */
export function lastResult(services: Pick<Services, 'history'>, drill: DrillSummary): string {
  const { state, bestMs, lastCheck } = services.history.ledger.drill(drill.id);
  if (state === 'new') return 'new';
  if (state === 'passed') {
    return bestMs === null ? 'passed' : `passed, best ${formatClock(bestMs)}`;
  }
  const mistake = lastCheck?.mistakes[0];
  const title = mistake === undefined ? undefined : drill.mistakeTitles[mistake];
  return title === undefined ? 'in progress' : `in progress, last: ${title}`;
}
