/** Past attempts and their code: the view, the documents, and what keeps the code. */
import * as vscode from 'vscode';
import type { Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { VIEWS } from '../ids.ts';
import { attemptCommands } from './attempt-commands.ts';
import { ATTEMPT_SCHEME, AttemptDocuments } from './attempt-document.ts';
import { AttemptsTree } from './attempts-tree.ts';
import { CodeKeeper } from './code-keeper.ts';

export function attemptsFeature(ready: Ready, store: Disposables): Feature {
  const attempts = new AttemptsTree(ready);
  store.add(vscode.window.registerTreeDataProvider(VIEWS.attempts, attempts));
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(
      ATTEMPT_SCHEME,
      new AttemptDocuments(ready),
    ),
  );
  return {
    commands: attemptCommands(),
    pictures: [attempts],
    connect(app) {
      store.add(new CodeKeeper(app));
    },
  };
}
