/** The summary that travels: joined in any order the same, and as good as the logs themselves where it can be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemState, joinFacts } from '../../src/core/checklist-facts.ts';
import type { Event } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { Schedule } from '../../src/core/schedule/schedule.ts';
import { joinSummaries, LIMIT, NO_SUMMARY, summaryOf } from '../../src/core/summary.ts';
import { anyEvent, history, stamped } from './arbitraries.ts';
import { attemptAt, DAY, exercise, NOON } from './schedule/exercises.ts';

const NAMES = ['a', 'b', 'c', '__proto__', 'toString', 'constructor'];
const exercises = NAMES.map((name) => exercise(name, 'rapid-fire', ['x']));

/** What several machines did, each event on one of them. */
const machines = fc
  .tuple(history(anyEvent, 60), fc.infiniteStream(fc.nat(2)))
  .map(([events, which]): readonly Event[][] => {
    const parts: Event[][] = [[], [], []];
    for (const event of events) parts[which.next().value as number]?.push(event);
    return parts;
  });
const of = (events: readonly Event[]) => summaryOf(new Ledger(events), exercises);

describe('summaries', () => {
  it('join in any order, and however often, to the same', () => {
    fc.assert(
      fc.property(machines, (parts) => {
        const [a, b, c] = parts.map(of);
        if (!a || !b || !c) throw new Error('three machines');
        const joined = joinSummaries(a, joinSummaries(b, c));
        expect(joinSummaries(joinSummaries(c, a), b)).toEqual(joined);
        for (const one of [a, b, c, joined]) expect(joinSummaries(one, joined)).toEqual(joined);
      }),
    );
  });

  it('say of the checklist what the logs together say of it', () => {
    // A pass of a drawing is known by its attempt alone, which another machine may not have.
    const onItsOwn = anyEvent.filter(({ kind }) => kind !== 'drawing-reviewed');
    fc.assert(
      fc.property(history(onItsOwn, 60), fc.infiniteStream(fc.boolean()), (events, which) => {
        const here = events.filter(() => which.next().value as boolean);
        const there = events.filter((event) => !here.includes(event));
        const all = new Ledger(events);
        const facts = joinFacts(new Ledger(here).checklist, of(there).checklist);
        for (const name of NAMES) expect(itemState(facts, name, NAMES)).toBe(all.item(name, NAMES));
      }),
    );
  });

  it('keep to their limit, the latest first', () => {
    const many = Array.from({ length: 300 }, (_, i) => exercise(`e-${i}`, 'rapid-fire', ['x']));
    const events = many.flatMap(({ id }, i) =>
      [0, 1, 2, 3, 4, 5, 6].flatMap((day) => attemptAt(id, NOON + i * 60_000 + day * DAY, 3)),
    );
    const { reviews } = summaryOf(new Ledger(events), many);
    expect(reviews.size).toBe(LIMIT.exercises);
    expect(reviews.has('e-299')).toBe(true);
    expect(reviews.get('e-299')?.map(({ at }) => at)).toEqual(
      [6, 5, 4, 3, 2].map((day) => NOON + 299 * 60_000 + day * DAY + 4 * 15_000),
    );
  });
});

describe('the schedule with a summary of another machine', () => {
  const options = { retention: 0.9, interview: null };
  const kv = exercise('deep-dive/kv-cache', 'deep-dive', ['attention'], 4);
  const days = [0, 2, 7, 20];
  const all = days.flatMap((day) => attemptAt(kv.id, NOON + day * DAY, 3));
  const there = days.slice(0, 2).flatMap((day) => attemptAt(kv.id, NOON + day * DAY, 3));
  const here = days.slice(2).flatMap((day) => attemptAt(kv.id, NOON + day * DAY, 3));
  const elsewhere = summaryOf(new Ledger(there), [kv]).reviews;
  const cardOf = (events: readonly Event[], more = elsewhere) =>
    new Schedule(new Ledger(events), [kv], options, more).of(kv.id)?.card;

  it('has the cards that the logs together would give', () => {
    expect(cardOf(here)).toEqual(cardOf(all, new Map()));
    expect(cardOf([])).toEqual(cardOf(there, new Map()));
  });

  it('counts nothing twice when the log itself arrives', () => {
    expect(cardOf(all)).toEqual(cardOf(all, new Map()));
    const everything = summaryOf(new Ledger(all), [kv]).reviews;
    expect(cardOf(all, everything)).toEqual(cardOf(all, new Map()));
  });

  it('computes the cards anew with other parameters', () => {
    const due = (retention: number) =>
      new Schedule(new Ledger(), [kv], { ...options, retention }, elsewhere).of(kv.id)?.due ?? 0;
    expect(due(0.97)).toBeLessThan(due(0.8));
  });

  it('takes what the log here says of a review over what came', () => {
    const felt = stamped(
      { kind: 'attempt-rated', attempt: `${kv.id}@${NOON}`, rating: 1 },
      NOON + DAY,
      NOON + DAY,
    );
    const changed = [...attemptAt(kv.id, NOON, 3), felt];
    expect(cardOf(changed)?.lapses).toBe(1);
    const summary = joinSummaries(
      summaryOf(new Ledger(changed), [kv]),
      summaryOf(new Ledger(there), [kv]),
    );
    expect(summary.reviews.get(kv.id)?.map(({ rating }) => rating)).toEqual([3, 1]);
  });

  it('forgets with the attempt, also where only the summary knew of it', () => {
    const forgotten = [
      ...there,
      stamped({ kind: 'attempt-forgotten', attempt: `${kv.id}@${NOON}` }, NOON + 5 * DAY, NOON),
    ];
    expect(cardOf(forgotten)?.reviews).toBe(1);
    const summary = joinSummaries(summaryOf(new Ledger(forgotten), [kv]), {
      ...NO_SUMMARY,
      reviews: elsewhere,
    });
    expect(cardOf([], summary.reviews)?.reviews).toBe(1);
    // Another that has both in its log says both; what was deleted stays deleted.
    expect(joinSummaries(summaryOf(new Ledger(there), [kv]), summary)).toEqual(summary);
  });
});
