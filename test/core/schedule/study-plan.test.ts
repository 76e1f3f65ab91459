/** A study plan: what is next in it, and how What Next keeps to it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StudyPlan } from '../../../src/core/content.ts';
import { Ledger } from '../../../src/core/ledger.ts';
import { Schedule } from '../../../src/core/schedule/schedule.ts';
import { exercisesIn, stepsOf } from '../../../src/core/schedule/study-plan.ts';
import { whatNext } from '../../../src/core/schedule/what-next.ts';
import { attemptAt, DAY, exercise, indexWith, NOON } from './exercises.ts';

const relu = exercise('rapid-fire/relu', 'rapid-fire', ['activations'], 1);
const gelu = exercise('rapid-fire/gelu', 'rapid-fire', ['activations'], 1);
const kv = exercise('deep-dive/kv-cache', 'deep-dive', ['attention'], 4);
const board = exercise('whiteboard/u-net', 'whiteboard', ['attention'], 10);
const clinic = exercise('clinic/sizes', 'clinic', ['sizes'], 5);
const index = indexWith([relu, gelu, kv, board, clinic]);
const plan: StudyPlan = {
  id: 'p',
  title: 'Plan',
  summary: '',
  steps: [
    { title: 'First', exercises: [kv.id] },
    { title: 'Gone', exercises: ['gone'] },
    { title: 'Second', exercises: [board.id, relu.id, gelu.id] },
  ],
};

const next = (
  events: ReturnType<typeof attemptAt>,
  now: number,
  minutes: number,
  followed: StudyPlan | null = plan,
) => {
  const ledger = new Ledger(events);
  const schedule = new Schedule(ledger, index.exercises, { retention: 0.9, interview: null });
  const found = whatNext(index, ledger, schedule, { now, minutes, role: 'any', plan: followed });
  return found && [found.exercises.map(({ id }) => id).join(), found.reason];
};

describe('a study plan', () => {
  it('leaves out what is not there, and a step with nothing else', () => {
    expect(stepsOf(plan, index).map(({ title }) => title)).toEqual(['First', 'Second']);
    expect(exercisesIn(plan, index)).toEqual([kv, board, relu, gelu]);
  });

  it('is gone through in its order, with questions as a round', () => {
    expect(next([], NOON, 60)).toEqual([kv.id, 'Step 1 of 2 in the plan: First']);
    const first = attemptAt(kv.id, NOON, 4);
    expect(next(first, NOON, 60)).toEqual([board.id, 'Step 2 of 2 in the plan: Second']);
    const second = [...first, ...attemptAt(board.id, NOON, 4)];
    expect(next(second, NOON, 60)?.[0]).toBe(`${relu.id},${gelu.id}`);
    expect(next(second, NOON, 2)?.[0]).toBe(relu.id);
  });

  it('goes on to what fits the minutes, and outside only if nothing in it does', () => {
    expect(next([], NOON, 5)?.[0]).toBe(`${relu.id},${gelu.id}`);
    const done = [kv, board, relu, gelu].flatMap(({ id }, at) => attemptAt(id, NOON + at, 4));
    expect(next(done, NOON + 100, 60)).toEqual([clinic.id, expect.stringMatching(/^New, /)]);
    expect(next(done, NOON + 100, 60, null)?.[0]).toBe(clinic.id);
  });

  it('brings back what is due in it before anything new, and what is due elsewhere after it', () => {
    const bad = attemptAt(kv.id, NOON, 1);
    expect(next(bad, NOON, 60)?.[0]).toBe(board.id);
    expect(next(bad, NOON + DAY, 60)).toEqual([kv.id, expect.stringMatching(/^Due today/)]);
    const elsewhere = attemptAt(clinic.id, NOON, 1);
    expect(next(elsewhere, NOON + DAY, 60)?.[0]).toBe(kv.id);
    expect(next(elsewhere, NOON + DAY, 60, null)?.[0]).toBe(clinic.id);
  });

  it('is finished by doing what it says, in any order of ratings', () => {
    const rating = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const);
    fc.assert(
      fc.property(fc.array(rating, { minLength: 40, maxLength: 40 }), (ratings) => {
        const events: ReturnType<typeof attemptAt> = [];
        const seen = new Set<string>();
        ratings.forEach((felt, day) => {
          const at = NOON + day * DAY;
          const [ids] = next(events, at, 600) ?? [];
          for (const [place, id] of (ids ?? '').split(',').entries()) {
            if (id === '') continue;
            seen.add(id);
            events.push(...attemptAt(id, at + place, felt));
          }
        });
        for (const { id } of exercisesIn(plan, index)) expect(seen).toContain(id);
      }),
      { numRuns: 20 },
    );
  });
});
