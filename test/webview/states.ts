/** States of the drill page as the host would send them, on real content. */
import { newClock, type ClockState } from '../../src/core/clock.ts';
import type { Drill } from '../../src/core/content.ts';
import type { CheckOutcome, Verdict } from '../../src/core/ports.ts';
import type { AttemptOnPage } from '../../src/protocol/clock-page.ts';
import type { CheckOnPage, DrillPageState } from '../../src/protocol/drill-page.ts';
import { pack } from '../built-in-pack.ts';

export { pack };

export function drillOf(id: string): Drill {
  const found = pack.drills.find((one) => one.drill.id === id);
  if (!found) throw new Error(`no drill ${id}`);
  return found.drill;
}

export const loop = drillOf('training-loop');

/** Wall-clock time at which all these states are sent. */
export const NOW = Date.UTC(2026, 4, 20, 9, 30);
const MINUTE = 60_000;

export function stateOf(change: Partial<DrillPageState> = {}): DrillPageState {
  return {
    attempt: null,
    now: NOW,
    bands: {},
    check: null,
    checksOff: null,
    madeBefore: {},
    everPassed: false,
    fileName: 'training_loop.py',
    exam: false,
    next: null,
    ...change,
  };
}

export function attemptOf(
  clock: Partial<ClockState>,
  change: Partial<AttemptOnPage> = {},
): AttemptOnPage {
  return {
    id: 'attempt-1',
    clock: { ...newClock('narrate'), ...clock },
    points: [],
    hints: [],
    rating: null,
    suggested: 3,
    passed: false,
    revealed: false,
    ...change,
  };
}

export function checkOf(outcome: CheckOutcome | null, change: Partial<CheckOnPage> = {}) {
  return { outcome, running: false, stale: false, endedAt: null, ...change };
}

const stage = (id: string, title: string, status: 'passed' | 'failed' | 'skipped' = 'passed') => ({
  id,
  title,
  status,
  message: null,
  line: null,
  expected: null,
  actual: null,
  mistake: null,
});

export const failed: Verdict = {
  outcome: 'graded',
  passed: false,
  checks: [
    stage('parses', 'Python reads the file'),
    stage('defines', 'train is there with the arguments of the contract'),
    stage('runs', 'Training runs to its end'),
    {
      ...stage('order', 'The calls of a batch are in order', 'failed'),
      message: 'Gradients of the first batch were still there when the second went backward.',
      line: 31,
    },
    {
      ...stage('history', 'The history holds the mean losses', 'failed'),
      message: 'The training loss of the first epoch is not the mean over its samples.',
      expected: '[0.8124, 0.4031, 0.2210]',
      actual: '[9.7488, 4.8372, 2.6520]',
    },
    stage('validation', 'Validation changes nothing', 'skipped'),
  ],
  mistakes: [
    {
      id: 'zero-grad-missing',
      line: 31,
      message: 'No gradient was zeroed between two batches.',
    },
    {
      id: 'loss-wrong-average',
      line: null,
      message: 'The reported losses are 12 times too large, which is the number of batches.',
    },
    {
      id: 'shape-print-missing',
      line: null,
      message: 'Running the file prints nothing.',
    },
  ],
  output: Array.from({ length: 40 }, (_, i) => `epoch ${i}: train_loss=${9.7 / (i + 1)}`).join(
    '\n',
  ),
  outputTruncated: true,
  durationMs: 87,
};

export const passed: Verdict = {
  ...failed,
  passed: true,
  checks: failed.checks.map((one) => stage(one.id, one.title)),
  mistakes: [],
  output: "{'train_loss': [0.81, 0.40], 'val_loss': [0.79, 0.42]}\n",
  outputTruncated: false,
};

const narrated = { narrate: 95_000 };
const coding = attemptOf(
  { phase: 'code', started: true, since: NOW - 10_000, spent: { ...narrated, code: 6 * MINUTE } },
  { points: ['outline', 'order', 'train-mode', 'zeroing'], hints: [0] },
);

/** Every state worth looking at, by name. */
export const STATES = {
  ready: stateOf({ attempt: attemptOf({}) }),
  narrating: stateOf({ attempt: attemptOf({ started: true, since: NOW - 34_000 }) }),
  coding: stateOf({ attempt: coding }),
  over: stateOf({
    attempt: attemptOf({ started: true, since: NOW - 163_000 }, { points: ['outline'] }),
  }),
  failed: stateOf({
    attempt: coding,
    check: checkOf(failed),
    madeBefore: { 'zero-grad-missing': { times: 2, last: Date.UTC(2026, 4, 12, 12) } },
  }),
  stale: stateOf({ attempt: coding, check: checkOf(failed, { stale: true }) }),
  'timed-out': stateOf({
    attempt: coding,
    check: checkOf({ outcome: 'timed-out', seconds: 10, line: 27, output: 'epoch 0\n' }),
  }),
  crashed: stateOf({
    attempt: coding,
    check: checkOf({ outcome: 'crashed', detail: 'Signal 11 (segmentation fault)', output: '' }),
  }),
  'cannot-start': stateOf({
    attempt: coding,
    check: checkOf({ outcome: 'cannot-start', reason: 'The chosen Python has no PyTorch.' }),
  }),
  off: stateOf({
    attempt: coding,
    checksOff: 'In Restricted Mode your code is not run. Trust the workspace to have it checked.',
  }),
  passed: stateOf({
    attempt: attemptOf(
      {
        phase: 'close',
        started: true,
        since: NOW - 12_000,
        spent: { ...narrated, code: 19 * MINUTE },
      },
      { passed: true, points: ['outline', 'order'], hints: [0, 1, 2] },
    ),
    check: checkOf(passed),
    everPassed: true,
  }),
  away: stateOf({
    attempt: attemptOf({
      phase: 'code',
      started: true,
      spent: { ...narrated, code: 7 * MINUTE },
      aways: [{ id: 'a', phase: 'code', ms: 130 * MINUTE, counted: false }],
    }),
  }),
  finished: stateOf({
    attempt: attemptOf(
      {
        phase: 'close',
        started: true,
        finished: true,
        spent: { ...narrated, code: 27 * MINUTE, close: 48_000 },
      },
      { passed: true, hints: [0], points: ['outline', 'order', 'average-choice', 'zeroing'] },
    ),
    check: checkOf(passed),
    everPassed: true,
    next: { title: 'ResNet block', reason: 'You have not tried it yet, and it takes 20 minutes.' },
  }),
} as const satisfies Record<string, DrillPageState>;
