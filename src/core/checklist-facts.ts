/**
 * What decides which items of the final checklist you can do. Each fact carries the id of the event that made it, and
 * ids sort by time: the later one holds, so that facts of several machines join in any order to the same.
 */

export type ItemState = 'open' | 'ticked' | 'earned';

export interface ChecklistFacts {
  /** Id of the last reset; empty when there was none. */
  readonly reset: string;
  /** The last time that each item was ticked, or its tick taken off. */
  readonly ticks: ReadonlyMap<string, Tick>;
  /** Id of the last pass of each exercise. */
  readonly passes: ReadonlyMap<string, string>;
}

export interface Tick {
  readonly on: boolean;
  readonly id: string;
}

/** An item's state, given the exercises whose pass earns it. What is later holds: pass, tick or reset. */
export function itemState(
  facts: ChecklistFacts,
  item: string,
  provedBy: readonly string[],
): ItemState {
  if (earnersOf(facts, item, provedBy).length > 0) return 'earned';
  const tick = facts.ticks.get(item);
  return tick?.on === true && tick.id > facts.reset ? 'ticked' : 'open';
}

/** Those of `exercises` whose last pass is later than the last reset and than the last time the tick was taken off. */
export function earnersOf(
  { reset, ticks, passes }: ChecklistFacts,
  item: string,
  exercises: readonly string[],
): readonly string[] {
  const tick = ticks.get(item);
  const since = tick && !tick.on && tick.id > reset ? tick.id : reset;
  return exercises.filter((exercise) => (passes.get(exercise) ?? '') > since);
}

/** What both say together. */
export function joinFacts(a: ChecklistFacts, b: ChecklistFacts): ChecklistFacts {
  return {
    reset: a.reset > b.reset ? a.reset : b.reset,
    ticks: later(a.ticks, b.ticks, ({ id }) => id),
    passes: later(a.passes, b.passes, (id) => id),
  };
}

function later<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  idOf: (value: T) => string,
): ReadonlyMap<string, T> {
  const both = new Map(a);
  for (const [key, value] of b) {
    const other = both.get(key);
    if (other === undefined || idOf(value) > idOf(other)) both.set(key, value);
  }
  return both;
}
