/** Which exercise and which attempt a command means when it is not told. */
import * as vscode from 'vscode';
import { UserError } from '../core/errors.ts';
import { kindOf, type Kind } from '../core/kinds.ts';
import type { Attempt } from '../core/ledger.ts';
import type { Services } from './services.ts';
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
  exercise(services: Services): string | null;
  openExercise(services: Services, exercise: string, focus?: boolean): Promise<void>;
}

/** The drill in front of the user: the active page, else the active editor, else the attempt in progress. */
export function drillInFront(
  services: Pick<Services, 'history' | 'index'>,
  panel: DrillPanel,
): string | null {
  const editor = vscode.window.activeTextEditor;
  const current = services.history.ledger.current()?.exerciseId ?? null;
  return (
    (panel.isActive ? panel.subject : null) ??
    (editor ? drillOf(services, editor.document) : null) ??
    (current !== null && kindOf(current) === 'coding' ? current : panel.subject)
  );
}

/** The same, but asks when there is none; undefined when the user dismisses the question. */
export async function targetDrill(
  services: Pick<Services, 'history' | 'index' | 'planner' | 'settings'>,
  panel: DrillPanel,
  title: string,
): Promise<string | undefined> {
  return drillInFront(services, panel) ?? (await pickDrill(services, title));
}

/** The same for exercises of every kind. */
export function exerciseInFront(services: Services, pages: readonly ExercisePage[]): string | null {
  const editor = vscode.window.activeTextEditor;
  const last = pages.map((page) => page.exercise(services)).find((one) => one !== null);
  return (
    pages.find(({ isActive }) => isActive)?.exercise(services) ??
    (editor ? exerciseOfDocument(services, editor.document) : null) ??
    services.history.ledger.current()?.exerciseId ??
    last ??
    null
  );
}

/** The attempt in front of the user that is not finished. Throws a UserError when there is none. */
export function targetAttempt(services: Services, pages: readonly ExercisePage[]): Attempt {
  const exercise = exerciseInFront(services, pages);
  const attempt = exercise === null ? null : services.history.ledger.latest(exercise);
  if (!attempt)
    throw new UserError('No drill is in progress. Start one with "Begin a Coding Drill".');
  if (attempt.clock.finished) {
    throw new UserError(
      kindOf(attempt.exerciseId) === 'coding'
        ? 'This attempt is finished. "Begin a Coding Drill" starts a new one, in this file or in a blank one.'
        : 'This attempt is finished. To start a new one, open the exercise from the Drills view.',
    );
  }
  return attempt;
}

/** Shows the exercise on the page of its kind, as it stands. */
export async function openPageOf(
  services: Services,
  pages: readonly ExercisePage[],
  exercise: string,
  focus = false,
): Promise<void> {
  const page = pages.find(({ kinds }) => kinds.includes(kindOf(exercise)));
  await page?.openExercise(services, exercise, focus);
}
