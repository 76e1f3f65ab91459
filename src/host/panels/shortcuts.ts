/** The keys that package.json binds, as people read them; the page shows them beside its buttons. */
import type { PageCommand, Shortcuts } from '../../protocol/drill-page.ts';

const KEYS: Partial<Record<PageCommand, string>> = {
  start: 'P',
  pause: 'P',
  resume: 'P',
  'next-phase': 'N',
  'previous-phase': 'B',
  finish: 'F',
  'show-hint': 'H',
};

/** Every shortcut is a chord: the prefix, then one letter. */
export function shortcuts(): Shortcuts {
  return Object.fromEntries(
    Object.entries(KEYS).map(([command, key]) => [command, `Ctrl+Alt+D ${key}`]),
  );
}
