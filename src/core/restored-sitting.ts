/** Which round or mock interview a page shows again after the window was reloaded. */
import { exerciseOf, type ContentIndex } from './content.ts';
import type { Ledger } from './ledger.ts';
import type { Sitting } from './sitting.ts';

/**
 * The sitting that the page remembers or, where the window went before VS Code had noted that, the one that is open.
 * Null where neither is of this kind with all its exercises still there.
 */
export function restoredSitting(
  index: Pick<ContentIndex, 'exercises'>,
  ledger: Ledger,
  of: Sitting['of'],
  remembered: string | null,
): string | null {
  const candidates = [
    remembered === null ? null : ledger.sitting(remembered),
    ledger.openSitting(of),
  ];
  const known = candidates.find(
    (one) => one?.of === of && one.exercises.every((id) => exerciseOf(index, id)),
  );
  return known?.id ?? null;
}
