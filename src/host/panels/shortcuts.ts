/** The keys that package.json binds, as people read them; the page shows them beside its buttons. */
import type { PageCommand, Shortcuts } from '../../protocol/drill-page.ts';

/**
 * Every shortcut is a chord: this (P for practice), then one letter. It is the same on all systems, and free on all of them:
 * - VS Code: no default keybinding begins with it on Windows, macOS or Linux. A journey (`chord`) reads the three lists
 *   from VS Code, which itself uses Shift+Alt with other letters, also on macOS (Shift+Alt+F formats).
 * - Windows: the system uses Alt+Shift alone, and with Print Screen and Num Lock. It is not Ctrl+Alt, which is AltGr.
 * - macOS: no system shortcut; the keyboard types ∏ with it, which VS Code suppresses.
 * - GNOME: no default in the schemas of mutter, its settings daemon or gsettings-desktop-schemas has both keys and a letter.
 * - KDE: of KWin's defaults (src/kwinbindings.cpp) only Alt+Shift+F12 has both keys.
 * The letter does not open a menu either: from a page, Shift+Alt+T opened the Terminal menu, and N a new terminal.
 */
export const CHORD = 'Shift+Alt+P';

/** What it was before; GNOME uses it to hide all windows. */
export const OLD_CHORD = 'Ctrl+Alt+D';

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
