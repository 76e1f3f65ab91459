/** Deletes attempts, after saying what goes and what stays. */
import * as vscode from 'vscode';
import type { Attempt } from '../../core/ledger.ts';
import type { Services } from '../services.ts';
import { attemptTitle } from './attempt-document.ts';

export async function forgetAttempts(
  services: Pick<Services, 'codes' | 'history' | 'index'>,
  attempts: readonly Attempt[],
): Promise<void> {
  const [first] = attempts;
  if (!first || !(await sure(services, first, attempts.length))) return;
  for (const { id } of attempts) {
    services.history.append({ kind: 'attempt-forgotten', attempt: id });
  }
  const left = [...services.history.ledger.allAttempts()].flatMap(({ codes, broken }) => [
    ...codes.map(({ hash }) => hash),
    ...(broken === null ? [] : [broken.key]),
  ]);
  await services.codes.keepOnly(new Set(left));
}

async function sure(
  services: Pick<Services, 'index'>,
  first: Attempt,
  count: number,
): Promise<boolean> {
  const what = count === 1 ? attemptTitle(services, first) : `all ${count} attempts`;
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
