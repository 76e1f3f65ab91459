/** Keys of a page that work wherever its focus is. */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What each key does; `Space` and `Enter` by these names, the others as single characters. */
export type Keys = Readonly<Partial<Record<string, () => void>>>;

/** Milliseconds within which the second key of a chord of the editor follows. */
const CHORD_MS = 5000;

/**
 * Listens while the component is drawn. A key is left alone where it means something else: held down, with a modifier,
 * as the second of an editor's chord (which reaches the page too), or Space and Enter on a control.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  // Before anything is painted, so that no key is lost.
  useLayoutEffect(() => {
    let chordAt = -Infinity;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) {
        if (!MODIFIERS.includes(event.key)) chordAt = event.timeStamp;
        return;
      }
      const inChord = event.timeStamp - chordAt < CHORD_MS;
      chordAt = -Infinity;
      const name = event.key === ' ' ? 'Space' : event.key;
      const act = latest.current[name.length === 1 ? name.toLowerCase() : name];
      if (!act || inChord || event.repeat) return;
      if ((name === 'Space' || name === 'Enter') && isControl(event.target)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

const MODIFIERS: readonly string[] = ['Control', 'Alt', 'Meta', 'Shift'];

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, summary, input, a') !== null;
}
