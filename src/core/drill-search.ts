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
 * The questions that match the typed words. The question with exactly that title comes first, then those with all of the
 * words in their title, then the others, each in the order of the list. Enter takes the first. A title that is being typed
 * is found whatever its words mean elsewhere: a pack may ask for "New tokens in 90 lines".
 */
export function search(all: readonly ListedDrill[], typed: string): readonly ListedDrill[] {
  const words = wordsOf(typed);
  const looked = words.filter((word) => minutesIn(word) === null && !STANDING.has(word));
  const whole = typed.trim().toLowerCase();
  const rank = (one: ListedDrill): number | null => {
    const title = one.drill.title.toLowerCase();
    if (title === whole) return 0;
    if (looked.length > 0 && title.startsWith(whole)) return 1;
    if (!matches(one, words)) return null;
    return looked.every((word) => title.includes(word)) ? 1 : 2;
  };
  const ranked = all.map((one) => ({ one, rank: rank(one) }));
  return [0, 1, 2].flatMap((wanted) =>
    ranked.filter(({ rank }) => rank === wanted).map(({ one }) => one),
  );
}

function wordsOf(typed: string): readonly string[] {
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== 'min' && word !== 'minutes');
}

/** The most minutes that a word such as `15`, `15min` or `<15` allows; null for any other word. */
function minutesIn(word: string): number | null {
  const minutes = /^[<≤]?(\d{1,3})(?:min|m)?$/.exec(word)?.[1];
  return minutes === undefined ? null : Number(minutes);
}

/** Whether each word is found in the question or its topic, or agrees with its level, state, frequency or length. */
function matches(one: ListedDrill, words: readonly string[]): boolean {
  const { drill } = one;
  const standing = [drill.level, sectionOf(one).toLowerCase(), drill.asked?.how ?? ''];
  const text = [
    ...[drill.title, drill.question, drill.topic ?? OTHERS],
    ...[askedText(drill) ?? '', drill.pack ?? '', ...standing],
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => {
    const minutes = minutesIn(word);
    if (minutes !== null) return minutesOf(drill) <= minutes;
    return STANDING.has(word) ? standing.includes(word) : text.includes(word);
  });
}
