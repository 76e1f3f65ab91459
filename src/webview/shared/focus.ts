/** Keeps the keyboard's place when a state of the host replaces what had the focus. */
import { useLayoutEffect } from 'preact/hooks';

/**
 * Called while drawing: notes what has the focus and, once drawn, gives it back, or hands it to what took its place
 * when it is gone. Takes the focus from nobody: neither from the editor nor from a page without a focus.
 */
export function useFocusKept(): void {
  const before = document.activeElement;
  const around = ancestors(before);
  useLayoutEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (!lost || !document.hasFocus() || !(before instanceof HTMLElement)) return;
    if (before === document.body) return;
    if (before.isConnected) before.focus({ preventScroll: true });
    else heir(around)?.focus();
  });
}

function ancestors(element: Element | null): Element[] {
  const chain: Element[] = [];
  for (let up = element?.parentElement; up; up = up.parentElement) chain.push(up);
  return chain;
}

/** The nearest thing to focus: where the section says people should land, else the first control around. */
function heir(around: readonly Element[]): HTMLElement | null {
  const left = around.filter((part) => part.isConnected);
  const section = left.find((part) => part.matches('.section'));
  const landing = section?.querySelector<HTMLElement>('[data-landing]');
  if (landing) return landing;
  for (const part of left) {
    const target = part.querySelector<HTMLElement>('[data-landing], button, summary, input');
    if (target) return target;
  }
  return null;
}
