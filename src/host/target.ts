/** Which exercise and which attempt a command means when it is not told. */
import * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';
import { kindOf, type Kind } from '../core/kinds.ts';
import type { Attempt } from '../core/ledger.ts';
import type { App } from './app.ts';
import type { DrillPanel } from './panels/drill-panel.ts';
import { pickDrill } from './practice/pick-drill.ts';
import { drillOf, exerciseOfDocument } from './practice/drill-document.ts';

/** A page that shows exercises. */
export interface ExercisePage {
  readonly kinds: readonly Kind[];
  readonly isActive: boolean;
  /** Fires when the page comes to the front or leaves it, and when its subject changes. */
  readonly onDidChangeFront: vscode.Event<void>;
  /** What it shows, or showed last. */
  exercise(app: App): string | null;
  openExercise(app: App, exercise: string, focus?: boolean): Promise<void>;
}

/** The drill in front of the user: the active page, else the active editor, else the attempt in progress. */
export function drillInFront(app: App, panel: DrillPanel): string | null {
  const editor = vscode.window.activeTextEditor;
  const current = app.history.ledger.current()?.drill ?? null;
  return (
    (panel.isActive ? panel.subject : null) ??
    (editor ? drillOf(app, editor.document) : null) ??
    (current !== null && kindOf(current) === 'coding' ? current : panel.subject)
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

/** The same for exercises of every kind. */
export function exerciseInFront(app: App, pages: readonly ExercisePage[]): string | null {
  const editor = vscode.window.activeTextEditor;
  const last = pages.map((page) => page.exercise(app)).find((one) => one !== null);
  return (
    pages.find(({ isActive }) => isActive)?.exercise(app) ??
    (editor ? exerciseOfDocument(app, editor.document) : null) ??
    app.history.ledger.current()?.drill ??
    last ??
    null
  );
}

/** The attempt in front of the user that is not finished. Throws a UserError when there is none. */
export function targetAttempt(app: App, pages: readonly ExercisePage[]): Attempt {
  const exercise = exerciseInFront(app, pages);
  const attempt = exercise === null ? null : app.history.ledger.latest(exercise);
  if (!attempt)
    throw new UserError('No drill is in progress. Start one with "Begin a Coding Drill".');
  if (attempt.clock.finished) {
    throw new UserError(
      kindOf(attempt.drill) === 'coding'
        ? 'This attempt is finished. "Begin a Coding Drill" starts a new one, in this file or in a blank one.'
        : 'This attempt is finished. To start a new one, open the exercise from the Drills view.',
    );
  }
  return attempt;
}

/** Shows the exercise on the page of its kind, as it stands. */
export async function openPageOf(
  app: App,
  pages: readonly ExercisePage[],
  exercise: string,
  focus = false,
): Promise<void> {
  const page = pages.find(({ kinds }) => kinds.includes(kindOf(exercise)));
  await page?.openExercise(app, exercise, focus);
}
