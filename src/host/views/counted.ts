/** A row that says how much below it is done. */
import type * as vscode from 'vscode';
import type { Services } from '../services.ts';

/** Says how many are done and how many of them are due again; `more` is what the row's icon shows. */
export function counted(
  services: Pick<Services, 'history' | 'planner'>,
  item: vscode.TreeItem,
  title: string,
  ids: readonly string[],
  more: readonly string[] = [],
): vscode.TreeItem {
  const done = ids.filter((id) => services.history.ledger.drill(id).state === 'passed').length;
  const due = ids.filter((id) => services.planner.isDue(id)).length;
  const rest = due > 0 ? [`${due} due`] : [];
  item.description = [`${done} of ${ids.length}`, ...rest].join(' · ');
  item.accessibilityInformation = {
    label: [`${title}, ${done} of ${ids.length} done`, ...rest, ...more].join(', '),
  };
  return item;
}
