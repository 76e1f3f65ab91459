/** Shows a part of the page because the host asks for it: a mistake from a diagnostic, or the hint just opened. */
import type { RevealTarget } from '../../protocol/drill-page.ts';
import { foundIn, type Model } from './model.ts';

/**
 * The fold that shows it, then the folds around that one. A mistake is explained where it was found, else where it
 * is listed.
 */
export function pathTo(target: RevealTarget, model: Model): [fold: string, ...around: string[]] {
  if (target.kind === 'hints') return ['hints'];
  const { id } = target;
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
