/** The quiet editor, as the composition root connects it. */
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { QuietEditor } from './quiet-editor.ts';

export function quietFeature(store: Disposables): Feature {
  return {
    connect(services) {
      const quiet = store.add(new QuietEditor(services));
      quiet.start();
      store.defer(services.history.onDidChange(() => quiet.refresh()));
    },
  };
}
