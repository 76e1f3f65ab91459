/** Compare with Solution: asks first while the drill is not passed, and is counted. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import { drillFile } from '../../core/work-file.ts';
import type { Services } from '../services.ts';
import { findFile, solutionUri } from './scaffold.ts';

export async function compareWithSolution(
  services: Services,
  drill: string,
  confirmed = false,
): Promise<void> {
  const file = await findFile(services, drillFile(services, drill));
  if (!file) return;
  if (file.state !== 'ours') {
    throw new UserError(
      'You have no file to compare yet. First start the drill with "Begin a Coding Drill".',
    );
  }
  const passed = services.history.ledger.drill(drill).state === 'passed';
  if (!passed && !confirmed && !(await sure())) return;
  const solution = await solutionUri(services, drill);
  services.history.append({ kind: 'solution-viewed', exerciseId: drill, passed });
  const title = services.index.drills.find(({ id }) => id === drill)?.title ?? drill;
  await vscode.commands.executeCommand(
    'vscode.diff',
    solution,
    vscode.Uri.file(file.path),
    `${title}: solution ↔ yours`,
    { preview: true },
  );
}

async function sure(): Promise<boolean> {
  const show = '$(eye) Show the solution';
  const answer = await vscode.window.showQuickPick(
    [
      { label: '$(close) Not yet', description: 'a hint may be enough: "Show Hint"' },
      { label: show, description: 'noted in your history' },
    ],
    {
      title: 'You have not passed this drill yet. See the solution?',
      placeHolder: 'You learn more from trying than from reading a solution',
    },
  );
  return answer?.label === show;
}
