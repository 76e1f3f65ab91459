/** Past attempts and their code: the view, the documents, and what keeps the code. */
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { DOCUMENTS, VIEWS } from '../ids.ts';
import type { GetServices } from '../services.ts';
import { attemptCommands } from './attempt-commands.ts';
import { AttemptDocuments } from './attempt-document.ts';
import { AttemptsTree } from './attempts-tree.ts';
import { SnapshotRecorder } from './snapshot-recorder.ts';

export function attemptsFeature(getServices: GetServices, store: Disposables): Feature {
  const attempts = new AttemptsTree(getServices);
  return {
    trees: { [VIEWS.attempts]: attempts },
    documents: { [DOCUMENTS.attempt]: new AttemptDocuments(getServices) },
    commands: attemptCommands(),
    refreshables: [attempts],
    connect(services) {
      store.add(new SnapshotRecorder(services));
    },
  };
}
