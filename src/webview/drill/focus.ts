/** Keeps the keyboard's place when a state of the host replaces what had the focus. */
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { foundIn, type Model } from './model.ts';

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

/** The nearest thing to focus: where a part says people should land, else its first control. */
function heir(around: readonly Element[]): HTMLElement | null {
  for (const part of around) {
    if (!part.isConnected) continue;
    const target =
      part.querySelector<HTMLElement>('[data-landing]') ??
      part.querySelector<HTMLElement>('button, summary, input');
    if (target) return target;
  }
  return null;
}

/** Opens a mistake that the host asks to show and brings it into view. */
export function useReveal(
  { reveal, ...model }: Model,
  open: (ids: readonly string[]) => void,
): void {
  useEffect(() => {
    if (!reveal) return;
    const [fold, ...around] = pathTo(reveal.mistake, model);
    open([fold, ...around]);
    requestAnimationFrame(() => {
      const target = document.getElementById(fold);
      (target?.closest('article') ?? target)?.scrollIntoView({ block: 'start' });
      if (document.hasFocus()) target?.querySelector('summary')?.focus({ preventScroll: true });
    });
  }, [reveal]);
}

/** The fold that explains a mistake, then the folds around it: where it was found, else where it is listed. */
function pathTo(id: string, model: Omit<Model, 'reveal'>): [string, ...string[]] {
  if (model.received && foundIn(model.received.state).includes(id)) return [`found-${id}`];
  if (model.general.some((one) => one.id === id)) return [`general-${id}`, 'general'];
  return [`mistake-${id}`, 'mistakes', 'all-mistakes'];
}
