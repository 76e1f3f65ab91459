import { describe, expect, it } from 'vitest';
import type { DrillSummary } from '../../src/core/content.ts';
import { ROLES, worthOf, type Frequency } from '../../src/core/demand.ts';
import { inOrder, search, sectionOf, type ListedDrill } from '../../src/core/drill-search.ts';
import type { DrillState } from '../../src/core/ledger.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { planUntil } from '../../src/core/schedule/plan.ts';
import { Schedule } from '../../src/core/schedule/schedule.ts';
import { whatNext } from '../../src/core/schedule/what-next.ts';
import { DAY, exercise, indexWith, NOON } from './schedule/exercises.ts';

function coding(id: string, topic: string, how?: Frequency, minutes = 10): DrillSummary {
  return {
    ...exercise(id, 'coding', [], minutes),
    ...{ kind: 'coding', topic, mistakeTitles: {}, noteIds: [], fileName: `${id}.py` },
    ...(how === undefined ? {} : { asked: { how, source: 'in 3 of 4 places', date: '2026-11' } }),
  };
}
const softmax = coding('softmax', 'Losses and gradients', 'often', 8);
const dpo = coding('dpo-loss', 'Post-training', 'sometimes', 20);
const resnet = coding('resnet-block', 'Vision and generation', 'rarely', 30);
const drills = [resnet, dpo, softmax];

describe('what a question is worth', () => {
  it('is more the more often it is asked', () => {
    const worth = drills.map((one) => worthOf(one, 'any'));
    expect(worth).toEqual([...worth].sort((a, b) => a - b));
    expect(new Set(worth).size).toBe(3);
    expect(worthOf(coding('mine', 'Graphs'), 'any')).toBe(worthOf(dpo, 'any'));
  });

  it('turns on the topics of a role, and never on nothing else', () => {
    expect(worthOf(dpo, 'llm-engineer')).toBeGreaterThan(worthOf(softmax, 'llm-engineer'));
    expect(worthOf(resnet, 'computer-vision')).toBeGreaterThan(worthOf(dpo, 'computer-vision'));
    for (const role of ROLES) expect(worthOf(coding('mine', 'Graphs'), role)).toBe(0.75);
  });
});

describe('what is new', () => {
  const index = { ...indexWith(drills), drills };
  const schedule = new Schedule(new Ledger(), drills, { retention: 0.9, interview: null });
  const next = (role: (typeof ROLES)[number]) =>
    whatNext(index, new Ledger(), schedule, { now: NOON, minutes: 60, role });

  it('comes in the order of demand, and says so', () => {
    expect(next('any')).toMatchObject({
      exercises: [softmax],
      reason: 'New, and asked often in interviews',
    });
    expect(next('llm-engineer')?.exercises).toEqual([dpo]);
  });

  it('fills the plan by demand and role', () => {
    const options = { now: NOON, interview: NOON + DAY, minutesADay: 30 };
    const fresh = (role: (typeof ROLES)[number]) =>
      planUntil(index, schedule, { ...options, role })?.fresh;
    expect(fresh('any')).toEqual([softmax]);
    expect(fresh('computer-vision')).toEqual([softmax]);
    expect(fresh('llm-engineer')).toEqual([dpo]);
  });
});

describe('the list of coding questions', () => {
  const listed = (drill: DrillSummary, state: DrillState = 'new', due = false): ListedDrill => ({
    ...{ drill, state, due },
  });

  it('has what is begun and due first, then what is asked most', () => {
    const all = [
      listed(coding('passed', 'Training', 'often'), 'passed'),
      ...[listed(resnet), listed(softmax), listed(coding('later', 'Layers'), 'passed', true)],
      ...[listed(coding('first', 'Layers'), 'passed', true), listed(dpo, 'in-progress')],
    ];
    const order = inOrder(all, ['first', 'later'], 'any');
    expect(order.map(({ drill }) => drill.id)).toEqual([
      ...['dpo-loss', 'first', 'later', 'softmax', 'resnet-block', 'passed'],
    ]);
    expect(order.map(sectionOf)).toEqual([
      ...['In progress', 'Due', 'Due', 'New', 'New', 'Passed'],
    ]);
  });

  it.each([
    ['', true],
    ['soft', true],
    ['losses MEDIUM new', true],
    ['often 15 min', true],
    ['softmax <11', true],
    ['softmax 5', false],
    ['hard', false],
    ['softmax passed', false],
    ['attention', false],
    ['tensors', true],
  ])('keeps softmax for “%s”: %s', (typed, kept) => {
    const drill = { ...softmax, question: 'A hard case, in new or passed tensors.' };
    expect(search([listed(drill)], typed)).toHaveLength(kept ? 1 : 0);
  });

  it('puts titles before questions that mention the words, also those in progress', () => {
    const titled = (id: string, title: string, state: DrillState) =>
      listed({ ...coding(id, 'Attention'), title, question: 'Multi-head attention.' }, state);
    const all = [
      titled('cache', 'Self-attention with a KV cache', 'in-progress'),
      titled('both', 'Multi-head latent attention', 'in-progress'),
      titled('this', 'Multi-head attention', 'passed'),
    ];
    const ids = (typed: string) => search(all, typed).map(({ drill }) => drill.id);
    expect(ids(' multi-head Attention')).toEqual(['this', 'both', 'cache']);
    expect(ids('multi attention 30 min')).toEqual(['both', 'this', 'cache']);
    expect(ids('cache attention')).toEqual(['cache']);
    expect(ids('')).toEqual(['cache', 'both', 'this']);
  });

  it('finds a title whose words mean something else in the list', () => {
    const titled = (id: string, title: string) =>
      listed({ ...coding(id, 'Attention'), title, question: 'Attend.' }, 'passed');
    const all = [titled('lines', 'New tokens in 5 lines'), titled('five', '5')];
    const ids = (typed: string) => search(all, typed).map(({ drill }) => drill.id);
    expect(ids('New tokens in 5 lines')).toEqual(['lines']);
    expect(ids('new tok')).toEqual(['lines']);
    expect(ids('5 ')).toEqual(['five']);
    // Alone, such a word says how the question stands.
    expect(ids('new')).toEqual([]);
  });
});
