/** A row that starts exercises: one of any kind, or rapid-fire questions as a round. */
import * as vscode from 'vscode';
import type { ExerciseSummary } from '../../core/content.ts';
import { KIND } from '../../core/kinds.ts';
import type { Services } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { DONE, KIND_ICONS } from './icons.ts';
import { tooltip } from './tooltip.ts';

/** `under` is the id of the row above it; `round` is what the command for a round is told. */
export function practiceItem(
  services: Pick<Services, 'history' | 'planner'>,
  under: string,
  exercises: readonly ExerciseSummary[],
  { round, minutes }: { readonly round: unknown; readonly minutes?: number },
): vscode.TreeItem {
  const [first] = exercises;
  const kind = first?.kind ?? 'coding';
  const isRound = kind === 'rapid-fire';
  const isOne = exercises.length === 1;
  const title = isOne ? (first?.title ?? '') : 'Rapid-fire round';
  const done = exercises.filter(
    ({ id }) => services.history.ledger.drill(id).state === 'passed',
  ).length;
  const due = exercises.filter(({ id }) => services.planner.isDue(id)).length;
  const node = new vscode.TreeItem(title);
  node.id = `${under}>${isRound ? `round ${first?.id ?? ''}` : (first?.id ?? '')}`;
  node.iconPath = done === exercises.length ? DONE : KIND_ICONS[kind];
  const what = isOne ? KIND[kind].one : `${done} of ${exercises.length}`;
  const rest = [
    ...(minutes === undefined ? [] : [`${minutes} min`]),
    ...(due === 0 ? [] : [isOne ? 'due' : `${due} due`]),
  ];
  // With the minutes there is no room for the kind, which the icon shows.
  node.description = [...(isOne && minutes !== undefined ? [] : [what]), ...rest].join(' · ');
  node.tooltip = isOne
    ? tooltip(title, first?.question ?? '')
    : exercises.map(({ question }) => `• ${question}`).join('\n');
  node.accessibilityInformation = {
    label: [
      `Practise: ${title}`,
      ...[what, ...rest],
      ...(done === exercises.length ? ['done'] : []),
    ].join(', '),
  };
  node.command = isRound
    ? { command: COMMANDS.round, title: 'Rapid-Fire Round', arguments: [round] }
    : { command: COMMANDS.practise, title: 'Practise', arguments: [first?.id] };
  return node;
}
