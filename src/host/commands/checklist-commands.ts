/** The checklist's actions. */
import * as vscode from 'vscode';
import type { ChecklistItem } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { App } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import type { DrillPanel } from '../panels/drill-panel.ts';
import { startDrill } from '../practice/start.ts';
import { showItem } from '../views/item-document.ts';
import { itemArgument, type Command } from './register.ts';

export function checklistCommands(panel: DrillPanel): Record<string, Command> {
  return {
    [COMMANDS.showItem]: async (app, argument) => {
      const id = itemArgument(argument) ?? (await pickItem(app, 'Self-test'));
      if (id !== undefined) await showItem(itemOf(app, id).id);
    },
    [COMMANDS.practiseItem]: async (app, argument) => {
      const id = itemArgument(argument) ?? (await pickItem(app, 'Practise'));
      if (id !== undefined) await practise(app, panel, id);
    },
    [COMMANDS.resetChecklist]: async (app, confirmed) => {
      if (confirmed === true || (await sure())) app.history.append({ kind: 'checklist-reset' });
    },
  };
}

/** Starts what practises the item; the self-test questions where nothing else does. */
async function practise(app: App, panel: DrillPanel, id: string): Promise<void> {
  const item = itemOf(app, id);
  const drills = app.index.drills.filter((drill) => item.practise.includes(`coding/${drill.id}`));
  if (drills.length === 0) return showItem(id);
  const [only] = drills;
  if (drills.length === 1) return startDrill(app, panel, only?.id);
  const picked = await vscode.window.showQuickPick(
    drills.map((drill) => ({ label: drill.title, description: drill.summary, id: drill.id })),
    { title: item.title },
  );
  if (picked) await startDrill(app, panel, picked.id);
}

function itemOf(app: App, id: string): ChecklistItem {
  const item = app.index.checklist.find((one) => one.id === id);
  if (item) return item;
  throw new UserError(
    `There is no checklist item "${id}". There are: ${app.index.checklist.map((one) => one.id).join(', ')}.`,
  );
}

async function pickItem(app: App, title: string): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(
    app.index.checklist.map((item) => ({ label: item.title, id: item.id })),
    { title },
  );
  return picked?.id;
}

async function sure(): Promise<boolean> {
  const reset = '$(discard) Reset the checklist';
  const answer = await vscode.window.showQuickPick(
    [
      { label: '$(close) Keep it', description: 'nothing changes' },
      {
        label: reset,
        description:
          'all twelve are open again; your history is kept, and a new pass earns its item',
      },
    ],
    { title: 'Reset the Final Checklist?' },
  );
  return answer?.label === reset;
}
