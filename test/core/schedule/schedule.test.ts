import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/core/ledger.ts';
import { dayOf, endOfDay, morningOf, nightsBetween } from '../../../src/core/schedule/days.ts';
import { Memory } from '../../../src/core/schedule/memory.ts';
import { planText, planUntil } from '../../../src/core/schedule/plan.ts';
import { Schedule } from '../../../src/core/schedule/schedule.ts';
import { whatNext } from '../../../src/core/schedule/what-next.ts';
import { attemptAt, DAY, exercise, indexWith, NOON } from './exercises.ts';

const rating = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const);
const review = fc.record({ at: fc.integer({ min: 0, max: 400 * DAY }), rating });

describe('days', () => {
  it('end at four in the morning', () => {
    const lateNight = new Date(2026, 10, 3, 1, 30).getTime();
    expect(dayOf(lateNight)).toBe('2026-11-02');
    expect(endOfDay(lateNight)).toBe(new Date(2026, 10, 3, 4).getTime());
    expect(nightsBetween(NOON, lateNight)).toBe(0);
    expect(nightsBetween(NOON, NOON + 3 * DAY)).toBe(3);
  });

  it('are read as written, when the calendar has them', () => {
    expect(morningOf('2026-11-25')).toBe(new Date(2026, 10, 25, 9).getTime());
    for (const bad of ['', 'tomorrow', '2026-02-30', '2026-13-01', '25.11.2026'])
      expect(morningOf(bad)).toBeNull();
  });
});

describe('a card', () => {
  const memory = new Memory(0.9);

  it('does not depend on the order in which reviews arrive', () => {
    fc.assert(
      fc.property(fc.uniqueArray(review, { minLength: 1, selector: ({ at }) => at }), (reviews) => {
        expect(memory.card([...reviews].reverse())).toEqual(memory.card(reviews));
      }),
    );
  });

  it('is due a day or more after its last review, at the desired chance to recall', () => {
    fc.assert(
      fc.property(fc.array(review, { minLength: 1, maxLength: 20 }), (reviews) => {
        const card = memory.card(reviews);
        if (!card) throw new Error('no card');
        expect(card.due).toBeGreaterThanOrEqual(card.last + DAY);
        // Whole days: the chance at the due time is the desired one, give or take the half day rounded away.
        const days = (card.due - card.last) / DAY;
        if (days > 20) expect(memory.recall(card, card.due)).toBeCloseTo(0.9, 1);
        expect(memory.recall(card, card.last)).toBe(1);
      }),
    );
  });

  it('is forgotten more with every day, and the sooner the worse it went', () => {
    const cards = ([1, 2, 3, 4] as const).map((one) => memory.card([{ at: 0, rating: one }]));
    const recalls = cards.map((card) => (card ? memory.recall(card, 10 * DAY) : 1));
    expect([...recalls].sort((a, b) => a - b)).toEqual(recalls);
    expect(new Set(recalls).size).toBe(4);
  });

  it('is due sooner when more is to be kept', () => {
    const due = (retention: number): number =>
      new Memory(retention).card([
        { at: 0, rating: 3 },
        { at: 5 * DAY, rating: 3 },
      ])?.due ?? 0;
    expect(due(0.97)).toBeLessThan(due(0.9));
    expect(due(0.9)).toBeLessThan(due(0.7));
  });
});

const relu = exercise('rapid-fire/relu', 'rapid-fire', ['activations'], 1);
const gelu = exercise('rapid-fire/gelu', 'rapid-fire', ['activations'], 1);
const kv = exercise('deep-dive/kv-cache', 'deep-dive', ['attention'], 4);
const gan = exercise('gan', 'coding', ['generative'], 20);
const index = indexWith([gan, relu, gelu, kv]);
const options = { retention: 0.9, interview: null };
const scheduleAfter = (events: ReturnType<typeof attemptAt>, interview: number | null = null) => {
  const ledger = new Ledger(events);
  return { ledger, schedule: new Schedule(ledger, index.exercises, { ...options, interview }) };
};

describe('the schedule', () => {
  it('has nothing due before anything was practised', () => {
    const { schedule } = scheduleAfter([]);
    expect(schedule.due(NOON)).toEqual([]);
    expect(schedule.fresh).toEqual(index.exercises);
  });

  it('brings back tomorrow what went wrong, and later what went well', () => {
    const { schedule } = scheduleAfter([
      ...attemptAt(relu.id, NOON, 1),
      ...attemptAt(kv.id, NOON, 4),
    ]);
    expect(schedule.due(NOON)).toEqual([]);
    expect(schedule.due(NOON + DAY).map((one) => one.exercise.id)).toEqual([relu.id]);
    expect(schedule.due(NOON + 60 * DAY).map((one) => one.exercise.id)).toEqual([relu.id, kv.id]);
  });

  it('takes the facts when the user does not say how it felt', () => {
    const unsaid = attemptAt(relu.id, NOON, 4).filter(({ kind }) => kind !== 'attempt-rated');
    const { schedule } = scheduleAfter(unsaid);
    // None of three points was ticked.
    expect(schedule.of(relu.id)?.card.lapses).toBe(1);
  });

  it('does not count an attempt that was opened and left', () => {
    const left = attemptAt(relu.id, NOON, 4).filter(
      ({ kind }) => kind !== 'attempt-rated' && kind !== 'answer-revealed',
    );
    expect(scheduleAfter(left).schedule.seen).toEqual([]);
  });

  it('shows once more before the interview what would not be certain then', () => {
    fc.assert(
      fc.property(rating, fc.integer({ min: 1, max: 60 }), (felt, days) => {
        const interview = NOON + days * DAY;
        const events = attemptAt(kv.id, NOON, felt);
        const free = scheduleAfter(events).schedule.of(kv.id);
        const { schedule } = scheduleAfter(events, interview);
        const due = schedule.of(kv.id)?.due ?? Infinity;
        expect(due).toBeLessThanOrEqual(free?.due ?? 0);
        const certain = schedule.recall(kv.id, interview) >= 0.95;
        if (!certain && days > 3) expect(due).toBeLessThan(interview);
      }),
    );
  });
});

describe('what next', () => {
  const next = (
    { ledger, schedule }: ReturnType<typeof scheduleAfter>,
    now: number,
    minutes: number,
    except = '',
  ) => whatNext(index, ledger, schedule, { now, minutes, except, role: 'any' });

  it('begins with what is due', () => {
    const after = scheduleAfter(attemptAt(relu.id, NOON, 1));
    const due = next(after, NOON + 2 * DAY, 30);
    expect(due?.exercises).toEqual([relu]);
    expect(due?.reason).toMatch(/^One rapid-fire question is due; .* \d+ %$/);
  });

  it('keeps to the minutes at hand', () => {
    const nothing = scheduleAfter([]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (minutes) => {
        const found = next(nothing, NOON, minutes);
        if (found) expect(found.minutes).toBeLessThanOrEqual(minutes);
        expect(found === null).toBe(minutes < 2);
      }),
    );
  });

  it('puts new rapid-fire questions about the weakest item into one round', () => {
    const found = next(scheduleAfter([]), NOON, 4);
    expect(found?.exercises).toEqual([relu, gelu]);
    expect(found?.reason).toContain('activations');
  });

  it('does not name what was just done', () => {
    expect(next(scheduleAfter([]), NOON, 60)?.exercises).toEqual([gan]);
    expect(next(scheduleAfter([]), NOON, 60, gan.id)?.exercises).not.toEqual([gan]);
  });

  it('says so when nothing is left', () => {
    const all = index.exercises.flatMap(({ id }, i) => attemptAt(id, NOON + i * 60_000, 4));
    expect(next(scheduleAfter(all), NOON + DAY / 4, 60)).toBeNull();
  });
});

describe('the plan until the interview', () => {
  const plan = (events: ReturnType<typeof attemptAt>, days: number, minutesADay: number) =>
    planUntil(index, scheduleAfter(events, NOON + days * DAY).schedule, {
      now: NOON,
      interview: NOON + days * DAY,
      minutesADay,
      role: 'any',
    });

  it('leaves what no longer fits', () => {
    const short = plan([], 1, 10);
    expect(short?.leave).toContain(gan);
    expect(short?.fresh).not.toContain(gan);
    const long = plan([], 20, 60);
    expect(long?.leave).toEqual([]);
  });

  it('repeats before it begins anything new', () => {
    const repeated = plan(attemptAt(relu.id, NOON - DAY, 1), 2, 1);
    expect(repeated?.again).toEqual([relu]);
    expect(repeated?.fresh).toEqual([]);
  });

  it('says in one sentence what fits', () => {
    const text = (events: ReturnType<typeof attemptAt>, days: number, minutesADay: number) => {
      const made = plan(events, days, minutesADay);
      return made && planText(made, minutesADay);
    };
    expect(text([], 20, 60)).toBe(
      '20 days at 60 minutes a day make about 20 hours: no exercises need reviewing, and 4 new ones fit.',
    );
    expect(text(attemptAt(relu.id, NOON - DAY, 1), 1, 5)).toBe(
      'There are about 5 minutes left: 1 exercise needs reviewing, 1 new one fits, and 2 are better left for now.',
    );
    const all = index.exercises.flatMap(({ id }) => attemptAt(id, NOON - DAY, 1));
    expect(text(all, 2, 5)).toMatch(
      /^2 days at 5 minutes a day make about 10 minutes: the 4 exercises to review need \d+ minutes, so start with the first of them\.$/,
    );
  });

  it('is over after the day', () => {
    expect(plan([], -1, 60)).toBeNull();
  });
});
