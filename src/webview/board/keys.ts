/** Which keys are the editor's, which are the palette's, and which Excalidraw gets. */

/** Milliseconds within which the second key of a chord of the editor follows. */
const CHORD_MS = 5000;
const MODIFIERS: readonly string[] = ['Control', 'Alt', 'Meta', 'Shift'];

export interface KeyActions {
  readonly undo: () => void;
  readonly redo: () => void;
  /** Whether the palette has such a key, such as `b` or `B`; does what it stands for. */
  readonly insert: (key: string) => boolean;
}

/** Listens before Excalidraw does. */
export function listenToKeys(actions: KeyActions): void {
  let chordAt = -Infinity;
  const press = (event: KeyboardEvent): void => {
    // Our own copy for the editor, which listens at the window.
    if (!event.isTrusted) return;
    const step = stepOf(event);
    if (isWriting(event.target)) {
      // The browser undoes within a text that is being written.
      if (step !== null) event.stopImmediatePropagation();
      return;
    }
    if (step !== null) {
      take(event);
      actions[step]();
      return;
    }
    const isChord = beginsChord(event);
    const inChord = event.timeStamp - chordAt < CHORD_MS && !MODIFIERS.includes(event.key);
    if (isChord || inChord || isEditors(event)) {
      chordAt = isChord ? event.timeStamp : -Infinity;
      take(event);
      giveToEditor(event);
      return;
    }
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
    if (plain && !isControl(event.target) && actions.insert(event.key)) take(event);
  };
  window.addEventListener('keydown', press, { capture: true });
}

function take(event: KeyboardEvent): void {
  event.stopImmediatePropagation();
  event.preventDefault();
}

/** The webview passes on to VS Code what reaches its window; Excalidraw listens further in. */
function giveToEditor(event: KeyboardEvent): void {
  // VS Code looks keys up by the old number, so the copy needs it.
  // oxlint-disable-next-line typescript/no-deprecated
  const { key, code, keyCode, ctrlKey, shiftKey, altKey, metaKey, repeat } = event;
  const copy = { key, code, keyCode, ctrlKey, shiftKey, altKey, metaKey, repeat };
  window.dispatchEvent(new KeyboardEvent('keydown', copy));
}

/** The first of our chords, Shift+Alt+P; macOS writes another character with it. */
function beginsChord(event: KeyboardEvent): boolean {
  if (!event.altKey || !event.shiftKey || hasCommand(event)) return false;
  return isLetter(event, 'p') || event.code === 'KeyP';
}

function hasCommand(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

function isLetter(event: KeyboardEvent, letter: string): boolean {
  return event.key.toLowerCase() === letter;
}

function stepOf(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!hasCommand(event) || event.altKey) return null;
  if (isLetter(event, 'z')) return event.shiftKey ? 'redo' : 'undo';
  return isLetter(event, 'y') && !event.shiftKey ? 'redo' : null;
}

/** Saving, opening and the command palette, which Excalidraw has too. */
function isEditors(event: KeyboardEvent): boolean {
  if (!hasCommand(event)) return false;
  return isLetter(event, 's') || isLetter(event, 'o') || isLetter(event, 'p');
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}

/** On a button a letter does nothing; in a dialogue or a menu it may. */
function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role="dialog"], [role="menu"], .Modal') !== null
  );
}
