/** Reset Drill: back to the blank starter; asks first, archives first. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { drillFile } from '../../core/work-file.ts';
import type { Services } from '../services.ts';
import { openDrillFile } from './drill-document.ts';
import { archiveAndBlank, findFile } from './scaffold.ts';

export async function resetDrill(
  services: Services,
  drill: string,
  confirmed = false,
): Promise<void> {
  const file = await findFile(services, drillFile(services, drill));
  if (!file) return;
  if (file.state !== 'ours') {
    throw new UserError(
      'There is nothing to reset, because you have no file for this drill yet. Start it with "Begin a Coding Drill".',
    );
  }
  const name = vscode.workspace.asRelativePath(file.path);
  if (!confirmed && !(await sure(name))) return;
  const copy = await archiveAndBlank(services, drillFile(services, drill), file.path);
  await openDrillFile(file.path);
  vscode.window.setStatusBarMessage(
    `$(archive) Your code is in ${vscode.workspace.asRelativePath(copy)}`,
    8000,
  );
}

async function sure(name: string): Promise<boolean> {
  const reset = '$(discard) Reset to blank';
  const answer = await vscode.window.showQuickPick(
    [
      { label: '$(close) Keep working', description: 'nothing changes' },
      {
        label: reset,
        description:
          'your code is kept in archive/ with the date in its name; the clock keeps running',
      },
    ],
    { title: `Reset ${name} to the blank starter?` },
  );
  return answer?.label === reset;
}
