/** What follows broken programs that are open: marks of suspected lines, a warm grader, and the check at the end. */
import * as vscode from 'vscode';
import { kindOf } from '../../core/kinds.ts';
import type { Services, GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import { CONTEXTS } from '../ids.ts';
import { exerciseOfDocument } from '../practice/drill-document.ts';
import { isMarked } from '../practice/mark.ts';
import type { Refreshable } from '../refresh-scheduler.ts';
import type { DebugPanel } from './panel.ts';
import type { Suspicions } from './suspicions.ts';

/** Milliseconds in which file and page are drawn before torch is imported. */
const DRAWN_MS = 1000;

export interface DebugMarks extends Refreshable {
  connect(services: Services): void;
}

export function watchDebugging(
  panel: DebugPanel,
  getServices: GetServices,
  store: Disposables,
): DebugMarks {
  let marks: Suspicions | null = null;
  const refresh = async (): Promise<void> => {
    if (!vscode.window.visibleTextEditors.some(({ document }) => isMarked(document))) return;
    const services = await getServices();
    if (marks === null) {
      const { Suspicions: Marks } = await import('./suspicions.ts');
      marks ??= store.add(new Marks(services));
    }
    await marks.refresh();
  };
  return {
    refresh,
    connect(services) {
      store.add(services.repairs.onDidChange(() => void panel.refresh()));
      store.add(vscode.window.onDidChangeVisibleTextEditors(() => void refresh()));
      store.add(
        vscode.workspace.onDidChangeTextDocument(({ document }) => {
          if (isMarked(document)) void refresh();
        }),
      );
      followEditor(services, store);
      checkAtEnds(services, store);
    },
  };
}

/** Once a broken program is open, its commands apply and it will soon be checked. */
function followEditor(
  services: Pick<Services, 'history' | 'index' | 'packs' | 'repairs'>,
  store: Disposables,
): void {
  let later: ReturnType<typeof setTimeout> | undefined;
  const note = (editor: vscode.TextEditor | undefined): void => {
    const exercise = editor ? exerciseOfDocument(services, editor.document) : null;
    const isDebug = exercise !== null && kindOf(exercise) === 'debug';
    void vscode.commands.executeCommand('setContext', CONTEXTS.debugFile, isDebug);
    if (!isDebug) return;
    clearTimeout(later);
    later = setTimeout(() => void services.repairs.warm(exercise), DRAWN_MS);
  };
  store.defer(() => clearTimeout(later));
  const look = (): void => note(vscode.window.activeTextEditor);
  store.add(vscode.window.onDidChangeActiveTextEditor(note));
  // Its drill may be in a pack.
  store.defer(services.packs.onDidChange(look));
  look();
}

/** An attempt that ends is told by what its file holds then. */
function checkAtEnds(services: Pick<Services, 'history' | 'repairs'>, store: Disposables): void {
  const currentOf = () => {
    const current = services.history.ledger.current();
    return current && kindOf(current.exerciseId) === 'debug' ? current.id : null;
  };
  let current = currentOf();
  store.defer(
    services.history.onDidChange(() => {
      const before = current === null ? undefined : services.history.ledger.attempt(current);
      current = currentOf();
      if (before?.clock.finished) void services.repairs.checkAtEnd(before);
    }),
  );
}
