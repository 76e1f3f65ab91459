/** Past attempts and their code: the view, the documents, and what keeps the code. */
import * as vscode from 'vscode';
import type { GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { VIEWS } from '../ids.ts';
import { attemptCommands } from './attempt-commands.ts';
import { ATTEMPT_SCHEME, AttemptDocuments } from './attempt-document.ts';
import { AttemptsTree } from './attempts-tree.ts';
import { SnapshotRecorder } from './snapshot-recorder.ts';

export function attemptsFeature(getServices: GetServices, store: Disposables): Feature {
  const attempts = new AttemptsTree(getServices);
  store.add(vscode.window.registerTreeDataProvider(VIEWS.attempts, attempts));
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(
      ATTEMPT_SCHEME,
      new AttemptDocuments(getServices),
    ),
  );
  return {
    commands: attemptCommands(),
    refreshables: [attempts],
    connect(services) {
      store.add(new SnapshotRecorder(services));
    },
  };
}
