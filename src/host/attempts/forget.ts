/** Deletes attempts, after saying what goes and what stays. */
import * as vscode from 'vscode';
import type { Attempt } from '../../core/ledger.ts';
import type { App } from '../app.ts';
import { attemptTitle } from './attempt-document.ts';

export async function forgetAttempts(app: App, attempts: readonly Attempt[]): Promise<void> {
  const [first] = attempts;
  if (!first || !(await sure(app, first, attempts.length))) return;
  for (const { id } of attempts) {
    app.history.append({ kind: 'attempt-forgotten', attempt: id });
  }
  const left = [...app.history.ledger.allAttempts()].flatMap(({ codes, broken }) => [
    ...codes.map(({ hash }) => hash),
    ...(broken === null ? [] : [broken.key]),
  ]);
  await app.codes.keepOnly(new Set(left));
}

async function sure(app: App, first: Attempt, count: number): Promise<boolean> {
  const what = count === 1 ? attemptTitle(app, first) : `all ${count} attempts`;
  const remove = 'Delete';
  const answer = await vscode.window.showWarningMessage(
    `Delete ${what}?`,
    {
      modal: true,
      detail:
        'The code, times, ticked points and ratings are removed here and on every machine that shares your progress, and no longer count towards the schedule. Your files and the checklist stay as they are. This cannot be undone.',
    },
    remove,
  );
  return answer === remove;
}
