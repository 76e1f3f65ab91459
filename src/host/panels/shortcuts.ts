/** The keys that package.json binds, as people read them; the page shows them beside its buttons. */
import type { PageCommand, Shortcuts } from '../../protocol/drill-page.ts';

/** Every shortcut is a chord: this, then one letter. */
export const CHORD = 'Ctrl+Alt+D';

export const KEYS: Partial<Record<PageCommand, string>> = {
  start: 'P',
  pause: 'P',
  resume: 'P',
  'next-phase': 'N',
  'previous-phase': 'B',
  finish: 'F',
  check: 'C',
  'show-hint': 'H',
};

export function shortcuts(): Shortcuts {
  return Object.fromEntries(
    Object.entries(KEYS).map(([command, key]) => [command, `${CHORD} ${key}`]),
  );
}
