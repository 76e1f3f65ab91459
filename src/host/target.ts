/** Which drill and which attempt a command means when it is not told. */
import * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';
import type { Attempt } from '../core/ledger.ts';
import type { App } from './app.ts';
import type { DrillPanel } from './panels/drill-panel.ts';
import { pickDrill } from './practice/pick-drill.ts';
import { drillOf } from './practice/drill-document.ts';

/** The drill in front of the user: the active page, else the active editor, else the attempt in progress. */
export function drillInFront(app: App, panel: DrillPanel): string | null {
  const editor = vscode.window.activeTextEditor;
  return (
    (panel.isActive ? panel.subject : null) ??
    (editor ? drillOf(app, editor.document) : null) ??
    app.history.ledger.current()?.drill ??
    panel.subject
  );
}

/** The same, but asks when there is none; undefined when the user dismisses the question. */
export async function targetDrill(
  app: App,
  panel: DrillPanel,
  title: string,
): Promise<string | undefined> {
  return drillInFront(app, panel) ?? (await pickDrill(app, title));
}

/** The attempt in front of the user that is not finished. Throws a UserError when there is none. */
export function targetAttempt(app: App, panel: DrillPanel): Attempt {
  const drill = drillInFront(app, panel);
  const attempt = drill === null ? null : app.history.ledger.latest(drill);
  if (!attempt)
    throw new UserError('No drill is in progress. Start one with "Start Coding Drill".');
  if (attempt.clock.finished) {
    throw new UserError(
      'This attempt is finished. "Start Coding Drill" begins a new one, in this file or from blank.',
    );
  }
  return attempt;
}
