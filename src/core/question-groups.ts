/** The rapid-fire questions by topic, for a list in which nobody drowns. */
import type { ContentIndex } from './content.ts';

export interface QuestionGroup {
  readonly title: string;
  /** Ids of its questions, in the order of the content. */
  readonly among: readonly string[];
}

const ESSENTIAL = 'The round of twenty';
const OTHERS = 'Other topics';

/** The essential ones first, then the others under the first checklist item that each is about. Each is in one group. */
export function questionGroups({
  exercises,
  checklist,
}: Pick<ContentIndex, 'exercises' | 'checklist'>): readonly QuestionGroup[] {
  const titles = new Map(checklist.map(({ id, short }) => [id, short]));
  const groups = new Map<string, string[]>(
    [ESSENTIAL, ...titles.values(), OTHERS].map((title) => [title, []]),
  );
  for (const { id, kind, items, essential } of exercises) {
    if (kind !== 'rapid-fire') continue;
    const topic = items.map((item) => titles.get(item)).find((title) => title !== undefined);
    groups.get(essential === true ? ESSENTIAL : (topic ?? OTHERS))?.push(id);
  }
  return [...groups]
    .filter(([, among]) => among.length > 0)
    .map(([title, among]) => ({ title, among }));
}
