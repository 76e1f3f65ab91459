/**
 * Checks drill files when the user saves them (a setting), and notes when a checked file is edited. What VS Code saves by
 * itself after a delay is a line half written: a mistake named there would be noise, and would count as made.
 */
import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import { drillOf } from '../practice/drill-document.ts';
import type { Checks } from './checks.ts';

/** Milliseconds in which file and page are drawn: importing torch takes a core, and nobody checks before that. */
const DRAWN_MS = 1000;

export function checkOnSave(
  services: Pick<Services, 'history' | 'index' | 'settings'>,
  checks: Checks,
  isContinuous: () => boolean,
  store: Disposables,
): void {
  const savedByItself = new WeakSet<vscode.TextDocument>();
  store.add(
    vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
      if (reason === vscode.TextDocumentSaveReason.AfterDelay) savedByItself.add(document);
      else savedByItself.delete(document);
    }),
  );
  store.add(
    vscode.workspace.onDidSaveTextDocument((document) => {
      const asked = !savedByItself.delete(document);
      const wanted = asked && (services.settings.checkOnSave || isContinuous());
      if (!wanted || checks.isSaving(document) || checks.waitsToBeAsked(document)) return;
      void checks.check(document);
    }),
  );
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) checks.noteEdit(document);
    }),
  );
  let later: ReturnType<typeof setTimeout> | undefined;
  const warmFor = (document: vscode.TextDocument | undefined): void => {
    const drill = document ? drillOf(services, document) : null;
    if (drill === null) return;
    clearTimeout(later);
    later = setTimeout(() => void checks.warm(drill), DRAWN_MS);
  };
  store.defer(() => clearTimeout(later));
  store.add(vscode.workspace.onDidOpenTextDocument(warmFor));
  store.add(vscode.window.onDidChangeActiveTextEditor((editor) => warmFor(editor?.document)));
  warmFor(vscode.window.activeTextEditor?.document);
}
