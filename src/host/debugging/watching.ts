/** What follows broken programs that are open: marks of suspected lines, a warm grader, and the check at the end. */
import * as vscode from 'vscode';
import { kindOf } from '../../core/kinds.ts';
import type { App, Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import { CONTEXTS } from '../ids.ts';
import { exerciseOfDocument, isMarked } from '../practice/drill-document.ts';
import type { Picture } from '../watch.ts';
import type { DebugPanel } from './panel.ts';
import type { Suspicions } from './suspicions.ts';

/** Milliseconds in which file and page are drawn before torch is imported. */
const DRAWN_MS = 1000;

export interface DebugMarks extends Picture {
  connect(app: App): void;
}

export function watchDebugging(panel: DebugPanel, ready: Ready, store: Disposables): DebugMarks {
  let marks: Suspicions | null = null;
  const refresh = async (): Promise<void> => {
    if (!vscode.window.visibleTextEditors.some(({ document }) => isMarked(document))) return;
    const app = await ready();
    if (marks === null) {
      const { Suspicions: Marks } = await import('./suspicions.ts');
      marks ??= store.add(new Marks(app));
    }
    await marks.refresh();
  };
  return {
    refresh,
    connect(app) {
      store.add(app.repairs.onDidChange(() => void panel.refresh()));
      store.add(vscode.window.onDidChangeVisibleTextEditors(() => void refresh()));
      store.add(
        vscode.workspace.onDidChangeTextDocument(({ document }) => {
          if (isMarked(document)) void refresh();
        }),
      );
      followEditor(app, store);
      checkAtEnds(app, store);
    },
  };
}

/** Whoever opens a broken program will check it, and its commands apply. */
function followEditor(app: App, store: Disposables): void {
  let later: ReturnType<typeof setTimeout> | undefined;
  const note = (editor: vscode.TextEditor | undefined): void => {
    const exercise = editor ? exerciseOfDocument(app, editor.document) : null;
    const isDebug = exercise !== null && kindOf(exercise) === 'debug';
    void vscode.commands.executeCommand('setContext', CONTEXTS.debugFile, isDebug);
    if (!isDebug) return;
    clearTimeout(later);
    later = setTimeout(() => app.repairs.warm(exercise), DRAWN_MS);
  };
  store.defer(() => clearTimeout(later));
  const look = (): void => note(vscode.window.activeTextEditor);
  store.add(vscode.window.onDidChangeActiveTextEditor(note));
  // Its drill may be in a pack.
  store.defer(app.packs.onDidChange(look));
  look();
}

/** An attempt that ends is told by what its file holds then. */
function checkAtEnds(app: App, store: Disposables): void {
  const currentOf = () => {
    const current = app.history.ledger.current();
    return current && kindOf(current.drill) === 'debug' ? current.id : null;
  };
  let current = currentOf();
  store.defer(
    app.history.onDidChange(() => {
      const before = current === null ? undefined : app.history.ledger.attempt(current);
      current = currentOf();
      if (before?.clock.finished) void app.repairs.checkAtEnd(before);
    }),
  );
}
