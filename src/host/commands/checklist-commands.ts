/** The checklist's actions. */
import * as vscode from 'vscode';
import { itemProgress, practiceFor } from '../../core/checklist.ts';
import { articleOfItem, type ChecklistItem, type ExerciseSummary } from '../../core/content.ts';
import { KIND, KINDS } from '../../core/kinds.ts';
import { UserError } from '../../core/errors.ts';
import type { ItemState } from '../../core/checklist-facts.ts';
import type { Services } from '../services.ts';
import type { OpenArticle } from '../articles/article-panel.ts';
import { COMMANDS } from '../ids.ts';
import { itemArgument, type Command } from './register.ts';

export function checklistCommands(open: OpenArticle): Record<string, Command> {
  return {
    [COMMANDS.showItem]: async (services, argument) => {
      const id = itemArgument(argument) ?? (await pickItem(services, 'Self-test'));
      if (id !== undefined) await open(articleOfItem(itemOf(services, id).id));
    },
    [COMMANDS.practiseItem]: async (services, argument) => {
      const id = itemArgument(argument) ?? (await pickItem(services, 'Practise'));
      if (id !== undefined) await practiseItem(services, open, id);
    },
    // Space opens and closes a row of a tree, so without a mouse a checkbox needs a command.
    [COMMANDS.tickItem]: async (services, argument) => {
      const id = itemArgument(argument) ?? (await pickItem(services, 'Tick or untick'));
      if (id === undefined) return;
      const item = itemOf(services, id).id;
      services.history.append({
        kind: 'item-ticked',
        item,
        on: stateOf(services, item) === 'open',
      });
    },
    [COMMANDS.resetChecklist]: async (services, confirmed) => {
      if (confirmed === true || (await sure()))
        services.history.append({ kind: 'checklist-reset' });
    },
  };
}

/** Starts what practises the item; the self-test questions where nothing else does. */
async function practiseItem(
  services: Pick<Services, 'index' | 'navigator'>,
  open: OpenArticle,
  id: string,
): Promise<void> {
  const item = itemOf(services, id);
  const fitting = practiceFor(services.index, item);
  const [only] = fitting;
  if (!only) return open(articleOfItem(id));
  if (fitting.length === 1) return services.navigator.open(only.id);
  const picked = await vscode.window.showQuickPick(choicesOf(fitting), {
    title: item.title,
    matchOnDescription: true,
  });
  if (picked?.go === 'round') await services.navigator.startRound({ kind: 'item', name: id });
  else if (picked?.go !== undefined) await services.navigator.open(picked.go);
}

interface Choice extends vscode.QuickPickItem {
  /** An exercise's id, or a round of all the questions. */
  readonly go?: string;
}

/** Under the titles of their kinds; the questions first as one round. */
function choicesOf(fitting: readonly ExerciseSummary[]): readonly Choice[] {
  return KINDS.flatMap((kind) => {
    const all = fitting.filter((one) => one.kind === kind);
    if (all.length === 0) return [];
    const head = { label: KIND[kind].title, kind: vscode.QuickPickItemKind.Separator };
    const items = all.map(({ id, title, summary, level }) => ({
      label: title,
      description: level,
      detail: summary === title ? '' : summary,
      go: id,
    }));
    const round = {
      label: '$(zap) A round of these questions',
      description: `${all.length}`,
      go: 'round',
    };
    return [head, ...(kind === 'rapid-fire' && all.length > 1 ? [round] : []), ...items];
  });
}

function itemOf(services: Pick<Services, 'index'>, id: string): ChecklistItem {
  const item = services.index.checklist.find((one) => one.id === id);
  if (item) return item;
  throw new UserError(
    `There is no checklist item "${id}". Available: ${services.index.checklist.map((one) => one.id).join(', ')}.`,
  );
}

async function pickItem(
  services: Pick<Services, 'index' | 'syncedProgress'>,
  title: string,
): Promise<string | undefined> {
  const words = { open: '', ticked: 'ticked', earned: 'earned' };
  const picked = await vscode.window.showQuickPick(
    services.index.checklist.map(({ id, title: label }) => ({
      label,
      description: words[stateOf(services, id)],
      id,
    })),
    { title },
  );
  return picked?.id;
}

function stateOf(services: Pick<Services, 'index' | 'syncedProgress'>, id: string): ItemState {
  const { index, syncedProgress } = services;
  return itemProgress(index, syncedProgress.checklist, itemOf(services, id)).state;
}

async function sure(): Promise<boolean> {
  const reset = '$(discard) Reset the checklist';
  const answer = await vscode.window.showQuickPick(
    [
      { label: '$(close) Keep it', description: 'nothing changes' },
      {
        label: reset,
        description:
          'all twelve items are open again; your history is kept, and passing a drill again earns its items',
      },
    ],
    { title: 'Reset the Final Checklist?' },
  );
  return answer?.label === reset;
}
