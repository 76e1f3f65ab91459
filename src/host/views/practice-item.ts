/** A row that starts exercises: one of any kind, or rapid-fire questions as a round. */
import * as vscode from 'vscode';
import type { ExerciseSummary } from '../../core/content.ts';
import { KIND } from '../../core/kinds.ts';
import type { App } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { DONE, KIND_ICONS } from './icons.ts';
import { tooltip } from './tooltip.ts';

/** `under` is the id of the row above it; `round` is what the command for a round is told, by default the questions. */
export function practiceItem(
  app: App,
  under: string,
  exercises: readonly ExerciseSummary[],
  round: unknown = exercises.map(({ id }) => id),
): vscode.TreeItem {
  const [first] = exercises;
  const kind = first?.kind ?? 'coding';
  const isRound = kind === 'rapid-fire';
  const title = isRound ? 'Rapid-fire round' : (first?.title ?? '');
  const done = exercises.filter(({ id }) => app.history.ledger.drill(id).state === 'passed').length;
  const due = app.planner.due().filter((id) => exercises.some((one) => one.id === id)).length;
  const node = new vscode.TreeItem(title);
  node.id = `${under}>${isRound ? `round ${first?.id ?? ''}` : (first?.id ?? '')}`;
  node.iconPath = done === exercises.length ? DONE : KIND_ICONS[kind];
  const what = isRound ? `${done} of ${exercises.length}` : KIND[kind].one;
  node.description = due === 0 ? what : `${what} · ${isRound ? `${due} due` : 'due'}`;
  node.tooltip = isRound
    ? exercises.map(({ question }) => `• ${question}`).join('\n')
    : tooltip(title, first?.question ?? '');
  node.accessibilityInformation = {
    label: `Practise: ${title}, ${node.description}${done === exercises.length ? ', done' : ''}`,
  };
  node.command = isRound
    ? { command: COMMANDS.round, title: 'Rapid-Fire Round', arguments: [round] }
    : { command: COMMANDS.practise, title: 'Practise', arguments: [first?.id] };
  return node;
}
