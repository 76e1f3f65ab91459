/** States of the page of a mock interview as the host would send them, on real content. */
import type { Mock, MockPageState, MockPart, PartResult } from '../../src/protocol/mock-page.ts';
import type { ClockState } from '../../src/core/clock.ts';
import { drillOf, NOW, attemptOf, pack } from './states.ts';

const question = pack.orals.find(({ oral }) => oral.id === 'rapid-fire/kv-cache')?.oral;
if (!question) throw new Error('no question');
const lstm = drillOf('lstm-cell');

const parts: readonly MockPart[] = [
  {
    ...{ exercise: question.id, kind: 'rapid-fire', title: question.title, minutes: 2 },
    phases: question.phases,
    oral: question,
  },
  {
    ...{ exercise: 'lstm-cell', kind: 'coding', title: lstm.title, minutes: 26 },
    phases: lstm.phases,
    oral: null,
  },
];

export const mock: Mock = { id: 'mock-1', minutes: 30, parts, general: pack.guideMistakes };

export function mockState(change: Partial<MockPageState> = {}): MockPageState {
  return {
    ...{ stage: 'ready', position: 0, attempt: null, now: NOW, bands: {}, before: 0 },
    ...{ results: {}, admitted: [], fileName: null, next: [] },
    ...change,
  };
}

const MINUTE = 60_000;

function clock(phase: string, change: Partial<ClockState> = {}): Partial<ClockState> {
  return { started: true, phase, since: NOW - 40_000, ...change };
}

const done = (id: string, phase: string, ms: number): PartResult => ({
  attempt: attemptOf(clock(phase, { since: null, finished: true, spent: { [phase]: ms } }), { id }),
  passed: null,
  mistakes: [],
});

export const first = done('one', 'answer', 48_000);
const second: PartResult = {
  ...done('two', 'code', 19 * MINUTE),
  passed: false,
  mistakes: ['The candidate does not use tanh'],
};

export const MOCK_STATES = {
  ready: mockState(),
  asking: mockState({ stage: 'going', attempt: attemptOf(clock('answer')) }),
  between: mockState({ position: 1, before: 48_000, results: { [question.id]: first } }),
  coding: mockState({
    ...{ stage: 'going', position: 1, before: 48_000, fileName: 'lstm_cell.py' },
    attempt: attemptOf(clock('code', { since: null, spent: { code: 31 * MINUTE } })),
    results: { [question.id]: first },
  }),
  over: mockState({
    ...{ stage: 'over', position: 2, before: 48_000 + 19 * MINUTE },
    results: { [question.id]: first, 'lstm-cell': second },
    admitted: [pack.guideMistakes[0]?.id ?? ''],
    next: [
      { title: 'LSTM cell (coding drill)', reason: 'It went worst today' },
      {
        title: 'Rapid-fire: 4 questions',
        reason: 'New, and part of your weakest checklist item, “LoRA”',
      },
    ],
  }),
  endedEarly: mockState({ stage: 'over', position: 1, results: { [question.id]: first } }),
} satisfies Record<string, MockPageState>;
