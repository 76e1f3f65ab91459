/** The picture that the page draws: folded from the history, the settings and the last check. */
import * as vscode from 'vscode';
import { mockWith } from '../../core/mock/place.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import type { Services } from '../services.ts';
import { RESTRICTED } from '../check/checks.ts';
import { nextOnPage } from '../schedule/suggestion.ts';
import { clockOnPage } from './clock-actions.ts';

export function pageState(services: Services, drillId: string): DrillPageState {
  const { ledger } = services.history;
  const summary = services.index.drills.find(({ id }) => id === drillId);
  const attempt = ledger.latest(drillId);
  const ids = Object.keys(summary?.mistakeTitles ?? {});
  return {
    ...clockOnPage(services, drillId),
    check: services.checks.onPage(drillId),
    checksOff: vscode.workspace.isTrusted ? null : RESTRICTED,
    madeBefore: Object.fromEntries(
      ids.flatMap((mistake) => {
        const made = ledger.madeBefore(drillId, mistake, attempt?.id ?? null);
        return made ? [[mistake, made]] : [];
      }),
    ),
    everPassed: ledger.drill(drillId).state === 'passed',
    fileName: summary?.fileName ?? '',
    exam: mockWith(ledger, drillId) !== null,
    next: nextOnPage(services, drillId),
  };
}
