import { KIND } from '../../core/kinds.ts';
import type { Suggestion } from '../../core/schedule/what-next.ts';
import type { Services } from '../services.ts';

export function titleOf({ exercises }: Suggestion): string {
  const [first, second] = exercises;
  if (!first) return '';
  if (first.kind !== 'rapid-fire') return first.title;
  return second ? `Rapid-fire: ${exercises.length} questions` : `Rapid-fire: ${first.title}`;
}

/** Title and kind, such as `KV-cache (deep dive)`; of some kinds the title says it. */
export function nameOf(suggestion: Suggestion): string {
  const kind = suggestion.exercises[0]?.kind;
  return kind === undefined || kind === 'rapid-fire' || kind === 'debug'
    ? titleOf(suggestion)
    : `${titleOf(suggestion)} (${KIND[kind].one})`;
}

/** What to do after `finished`, as its page says it. */
export function nextOnPage(
  services: Pick<Services, 'planner'>,
  finished: string,
): { readonly title: string; readonly reason: string } | null {
  const next = services.planner.after(finished);
  return next && { title: nameOf(next), reason: next.reason };
}

/** A rapid-fire question is asked in a round, also when it is alone. */
export async function openSuggestion(
  { navigator }: Pick<Services, 'navigator'>,
  { exercises }: Suggestion,
): Promise<void> {
  const ids = exercises.map(({ id }) => id);
  const [first] = exercises;
  if (first?.kind === 'rapid-fire') await navigator.startRound({ kind: 'exercises', ids });
  else if (first) await navigator.open(first.id);
}
