/** Lists that are too long for one level, in groups: coding questions and rapid-fire questions by topic. */
import type { ContentIndex, ExerciseSummary } from './content.ts';
import { TOPICS } from './demand.ts';
import { groupBy } from './groups.ts';
import type { Kind } from './kinds.ts';

export interface ExerciseGroup {
  readonly title: string;
  /** Ids of its exercises, in the order of the content. */
  readonly among: readonly string[];
}

const ESSENTIAL = 'The round of twenty';
export const OTHERS = 'Other topics';

/** Every exercise of the kind in one group; null where a kind has one short list. */
export function exerciseGroups(
  index: Pick<ContentIndex, 'exercises' | 'checklist'>,
  of: Kind,
): readonly ExerciseGroup[] | null {
  const all = index.exercises.filter(({ kind }) => kind === of);
  if (of === 'coding' || of === 'debug') return grouped(all, TOPICS, ({ topic }) => topic);
  if (of !== 'rapid-fire') return null;
  // The essential ones first, then the others under the first checklist item that each is about, or under their topic.
  const titles = new Map(index.checklist.map(({ id, short }) => [id, short]));
  const first = [ESSENTIAL, ...titles.values(), ...TOPICS];
  return grouped(all, first, ({ items, essential, topic }) =>
    essential === true
      ? ESSENTIAL
      : (items.map((item) => titles.get(item)).find((title) => title !== undefined) ?? topic),
  );
}

/** Groups in the order of `first`, then such as only a pack has, then what has none. */
function grouped(
  exercises: readonly ExerciseSummary[],
  first: readonly string[],
  titleOf: (exercise: ExerciseSummary) => string | undefined,
): readonly ExerciseGroup[] {
  const groups = groupBy(exercises, (one) => titleOf(one) ?? OTHERS);
  const titles = [...new Set([...first, ...groups.keys()])].filter((title) => title !== OTHERS);
  return [...titles, OTHERS].flatMap((title) => {
    const among = groups.get(title)?.map(({ id }) => id);
    return among === undefined ? [] : [{ title, among }];
  });
}
