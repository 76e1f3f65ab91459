/** What to do after a drill: the nearest thing that is not done yet. */
import type { App } from '../app.ts';

export interface NextStep {
  readonly drill: string;
  readonly title: string;
  readonly reason: string;
}

export function nextStep(app: App, finished: string): NextStep | null {
  const { ledger } = app.history;
  const own = app.index.drills.find(({ id }) => id === finished);
  if (own && ledger.drill(finished).state !== 'passed') {
    return {
      drill: finished,
      title: own.title,
      reason: 'It has not passed yet: go on, or try again tomorrow',
    };
  }
  const open = app.index.drills.filter(({ id }) => ledger.drill(id).state !== 'passed');
  const begun = open.find(({ id }) => ledger.drill(id).state === 'in-progress');
  const next = begun ?? open[0];
  if (!next) return null;
  return {
    drill: next.id,
    title: next.title,
    reason: begun ? 'You began it and have not passed it yet' : 'The next drill you have not tried',
  };
}
