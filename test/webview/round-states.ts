import type { AttemptOnPage } from '../../src/protocol/clock-page.ts';
import type { Round, RoundPageState } from '../../src/protocol/round-page.ts';
import { QUESTIONS } from '../oral-content.ts';
import { attemptOf, NOW } from './states.ts';
import type { Band } from '../../src/core/basics.ts';

const practice = [
  { exercise: 'resnet-block', title: 'ResNet block', kind: 'coding drill' },
  { exercise: 'deep-dive/why-residuals', title: 'Residual connections', kind: 'deep dive' },
];

export const round: Round = {
  id: 'round-1',
  title: 'Rapid-fire round',
  questions: QUESTIONS.map(({ oral, summary }) => ({ oral, ask: summary.question, practice })),
};
const [relu, kv, fid] = QUESTIONS.map(({ oral }) => oral.id);
const band: Band = [30, 60];
const DAY = 86_400_000;

export function roundState(change: Partial<RoundPageState> = {}): RoundPageState {
  return {
    stage: 'ready',
    position: 0,
    attempt: null,
    now: NOW,
    bands: { answer: band },
    attempts: {},
    due: {},
    next: null,
    ...change,
  };
}

export function spoke(
  ms: number,
  id: string,
  change: Partial<AttemptOnPage> = {},
  running = false,
): AttemptOnPage {
  return attemptOf(
    { phase: 'answer', started: true, since: running ? NOW : null, spent: { answer: ms } },
    { id, ...change },
  );
}

const stopped = spoke(42_000, 'one', { revealed: true, points: ['linear'] });
const done = {
  [relu ?? '']: spoke(42_000, 'one', { revealed: true, points: ['linear', 'gradient'], rating: 3 }),
  [kv ?? '']: spoke(83_000, 'two', { revealed: true, points: ['stores'], rating: 2 }),
  [fid ?? '']: spoke(21_000, 'three', {
    revealed: true,
    points: ['distance', 'lower', 'limits'],
    rating: 4,
  }),
};

export const ROUND_STATES = {
  ready: roundState(),
  asking: roundState({ stage: 'asking', attempt: spoke(34_000, 'one', {}, true) }),
  over: roundState({ stage: 'asking', position: 1, attempt: spoke(71_000, 'two', {}, true) }),
  paused: roundState({ stage: 'asking', attempt: spoke(12_000, 'one') }),
  away: roundState({
    stage: 'asking',
    attempt: attemptOf({
      phase: 'answer',
      started: true,
      spent: { answer: 9000 },
      aways: [{ id: 'a', phase: 'answer', ms: 130 * 60_000, counted: false }],
    }),
  }),
  revealed: roundState({ stage: 'revealed', attempt: stopped }),
  'go-on': roundState({ position: 2, attempts: { [relu ?? '']: stopped } }),
  end: roundState({
    stage: 'over',
    position: 3,
    attempts: done,
    due: { [relu ?? '']: NOW + 3 * DAY, [kv ?? '']: NOW + DAY, [fid ?? '']: NOW + 40 * DAY },
    next: { title: 'ResNet block (coding drill)', reason: 'You have not tried it yet' },
  }),
  'ended-early': roundState({ stage: 'over', position: 0 }),
} as const satisfies Record<string, RoundPageState>;
