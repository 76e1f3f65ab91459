/** The list in which a coding question is chosen: what is due and asked most first, and what the words typed above it leave. */
import { type DrillSummary } from './content.ts';
import { askedText, FREQUENCIES, worthOf, type Role } from './demand.ts';
import { OTHERS } from './exercise-groups.ts';
import type { DrillState } from './ledger.ts';
import { minutesOf } from './schedule/minutes.ts';
import { LEVELS } from './basics.ts';

/** A question as the list shows it. */
export interface ListedDrill {
  readonly drill: DrillSummary;
  readonly state: DrillState;
  readonly due: boolean;
}

/** The parts of the list, in order. */
export const SECTIONS = ['In progress', 'Due', 'New', 'Passed'] as const;
export type Section = (typeof SECTIONS)[number];

export function sectionOf({ state, due }: ListedDrill): Section {
  if (state === 'in-progress') return 'In progress';
  if (due) return 'Due';
  return state === 'new' ? 'New' : 'Passed';
}

/** By section, in each what is worth most for the role first; `dueOrder` are the ids of what is due, the first first. */
export function inOrder(
  all: readonly ListedDrill[],
  dueOrder: readonly string[],
  role: Role,
): readonly ListedDrill[] {
  const rank = (one: ListedDrill): readonly number[] => [
    SECTIONS.indexOf(sectionOf(one)),
    one.due ? dueOrder.indexOf(one.drill.id) : -worthOf(one.drill, role),
  ];
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => (a.rank[0] ?? 0) - (b.rank[0] ?? 0) || (a.rank[1] ?? 0) - (b.rank[1] ?? 0))
    .map(({ one }) => one);
}

/** Words that say how a question stands: they are not looked for in its text, where "new" and "hard" mean other things. */
const STANDING: ReadonlySet<string> = new Set([
  ...[...LEVELS, ...FREQUENCIES],
  ...SECTIONS.map((section) => section.toLowerCase()),
]);

/**
 * Whether every word that was typed is found in the question or its topic, or is its level, state, or how often it is
 * asked. A number is the most minutes it may take, as in `15`, `15min` or `<15`.
 */
export function matches(one: ListedDrill, typed: string): boolean {
  const { drill } = one;
  const standing = [drill.level, sectionOf(one).toLowerCase(), drill.asked?.how ?? ''];
  const text = [
    ...[drill.title, drill.question, drill.topic ?? OTHERS],
    ...[askedText(drill) ?? '', drill.pack ?? '', ...standing],
  ]
    .join('\n')
    .toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== 'min' && word !== 'minutes')
    .every((word) => {
      const minutes = /^[<≤]?(\d{1,3})(?:min|m)?$/.exec(word)?.[1];
      if (minutes !== undefined) return minutesOf(drill) <= Number(minutes);
      return STANDING.has(word) ? standing.includes(word) : text.includes(word);
    });
}
