/** Shows a mistake because the host asks for it, from a diagnostic for example. */
import { foundIn, type Model } from './model.ts';

/** The fold that explains a mistake, then the folds around it: where it was found, else where it is listed. */
export function pathTo(id: string, model: Model): [fold: string, ...around: string[]] {
  if (model.received && foundIn(model.received.state).includes(id)) return [`found-${id}`];
  if (model.general.some((one) => one.id === id)) return [`general-${id}`, 'general'];
  return [`mistake-${id}`, 'mistakes', 'all-mistakes'];
}

/** Brings an open fold into view; gives it the keyboard only when the page has it already. */
export function bringIntoView(fold: string): void {
  const target = document.getElementById(fold);
  (target?.closest('article') ?? target)?.scrollIntoView({ block: 'start' });
  if (document.hasFocus()) target?.querySelector('summary')?.focus({ preventScroll: true });
}
