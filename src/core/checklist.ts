/** The final checklist as the history sees it. */
import { linkOf, type ChecklistItem, type ContentIndex, type ExerciseSummary } from './content.ts';
import type { ItemState, Ledger } from './ledger.ts';

export interface ItemProgress {
  readonly item: ChecklistItem;
  readonly state: ItemState;
  /** Titles of the passed drills that earned it. */
  readonly earnedBy: readonly string[];
}

export function checklistProgress(index: ContentIndex, ledger: Ledger): readonly ItemProgress[] {
  return index.checklist.map((item) => {
    const provers = index.drills.filter((drill) => drill.items.includes(item.id));
    const ids = provers.map((drill) => drill.id);
    const earners = ledger.earners(item.id, ids);
    return {
      item,
      state: ledger.item(item.id, ids),
      earnedBy: provers.filter(({ id }) => earners.includes(id)).map(({ title }) => title),
    };
  });
}

/** Everything that practises the item: what it names, and what says that it is about it. In the order of the content. */
export function practiceFor(
  { exercises }: Pick<ContentIndex, 'exercises'>,
  { id, practise }: Pick<ChecklistItem, 'id' | 'practise'>,
): readonly ExerciseSummary[] {
  return exercises.filter((one) => one.items.includes(id) || practise.includes(linkOf(one)));
}
