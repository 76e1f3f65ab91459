/** The final checklist as what was done says it. */
import { earnersOf, itemState, type ChecklistFacts, type ItemState } from './checklist-facts.ts';
import { linkOf, type ChecklistItem, type ContentIndex, type ExerciseSummary } from './content.ts';

export interface ItemProgress {
  readonly item: ChecklistItem;
  readonly state: ItemState;
  /** Titles of the passed drills that earned it. */
  readonly earnedBy: readonly string[];
}

export function checklistProgress(
  index: ContentIndex,
  facts: ChecklistFacts,
): readonly ItemProgress[] {
  return index.checklist.map((item) => itemProgress(index, facts, item));
}

export function itemProgress(
  { drills }: Pick<ContentIndex, 'drills'>,
  facts: ChecklistFacts,
  item: ChecklistItem,
): ItemProgress {
  const provers = drills.filter((drill) => drill.items.includes(item.id));
  const ids = provers.map((drill) => drill.id);
  const earners = earnersOf(facts, item.id, ids);
  return {
    item,
    state: itemState(facts, item.id, ids),
    earnedBy: provers.filter(({ id }) => earners.includes(id)).map(({ title }) => title),
  };
}

/** Everything that practises the item: what it names, and what says that it is about it. In the order of the content. */
export function practiceFor(
  { exercises }: Pick<ContentIndex, 'exercises'>,
  { id, practise }: Pick<ChecklistItem, 'id' | 'practise'>,
): readonly ExerciseSummary[] {
  return exercises.filter((one) => one.items.includes(id) || practise.includes(linkOf(one)));
}
