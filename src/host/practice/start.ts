/** Start Coding Drill: file, panel and clock ready. */
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { DrillPanel } from '../panels/drill-panel.ts';
import { beginAttempt } from '../clock/clock-control.ts';
import { compareWithSolution } from './compare.ts';
import { openDrillFile } from './drill-document.ts';
import { pickDrill } from './pick-drill.ts';
import { archiveAndBlank, createDrillFile, findDrillFile } from './scaffold.ts';

export type ExistingFileChoice = 'resume' | 'new' | 'compare';

/** `id` from a tree, a link or a keybinding; asked for when missing. `choice` answers the question about an existing file. */
export async function startDrill(
  app: App,
  panel: DrillPanel,
  id?: string,
  choice?: ExistingFileChoice,
): Promise<void> {
  const drill = id ?? (await pickDrill(app, 'Start a coding drill'));
  if (drill === undefined) return;
  const file = await findDrillFile(app, drill);
  if (!file) return;
  if (file.state === 'foreign') return refuse(file.path);
  if (file.state === 'absent') {
    await createDrillFile(app, drill, file.path);
    await beginAttempt(app, drill, file.path);
    return show(app, panel, drill, file.path);
  }
  switch (choice ?? (await askAboutExisting(app, drill, file.path))) {
    case 'resume':
      if (!unfinished(app, drill, file.path)) await beginAttempt(app, drill, file.path);
      return show(app, panel, drill, file.path);
    case 'new':
      await archiveAndBlank(app, drill, file.path);
      await beginAttempt(app, drill, file.path);
      return show(app, panel, drill, file.path);
    case 'compare':
      return compareWithSolution(app, drill);
    case undefined:
      return;
  }
}

async function show(app: App, panel: DrillPanel, drill: string, path: string): Promise<void> {
  // The file first: a page opened in an empty window would take the first column.
  await openDrillFile(path);
  await panel.open(drill);
}

function unfinished(app: App, drill: string, path: string): boolean {
  const attempt = app.history.ledger.latest(drill);
  return attempt !== null && !attempt.clock.finished && attempt.file === path;
}

async function askAboutExisting(
  app: App,
  drill: string,
  path: string,
): Promise<ExistingFileChoice | undefined> {
  const going = unfinished(app, drill, path);
  const choices: (vscode.QuickPickItem & { readonly choice: ExistingFileChoice })[] = [
    {
      choice: 'resume',
      label: going ? '$(debug-continue) Resume' : '$(edit) Go on with this file',
      description: going ? 'file and clock as you left them' : 'with a new clock',
    },
    {
      choice: 'new',
      label: '$(add) New attempt',
      description: 'starts blank; your file is kept in archive/ with its date',
    },
    {
      choice: 'compare',
      label: '$(diff) Compare with the solution',
      description: 'side by side',
    },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: `You have a file for this drill: ${vscode.workspace.asRelativePath(path)}`,
    placeHolder: 'Nothing is overwritten',
  });
  return picked?.choice;
}

async function refuse(path: string): Promise<void> {
  const open = 'Open the File';
  const settings = 'Change Practice Folder';
  const answer = await vscode.window.showWarningMessage(
    `${path} is not a file of Tensor Drills, so it was left as it is. Rename it, or practise in another folder.`,
    open,
    settings,
  );
  if (answer === open) await vscode.window.showTextDocument(vscode.Uri.file(path));
  if (answer === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'tensorDrills.folder');
  }
}
