/** A history as years of practice would leave it: attempts one after the other, as the product writes them. */
import { EVENT_VERSION, type Event, type NewEvent } from '../../core/events.ts';

const START = Date.UTC(2026, 0, 1);
const STAGES = ['parse', 'names', 'shapes', 'values', 'gradients', 'demo'];

/** Whose history it is: ids of drills and of the checklist's items. */
export interface SampleContent {
  readonly drills: readonly string[];
  readonly items: readonly string[];
}

const FEW: SampleContent = {
  drills: ['multi-head-attention', 'training-loop', 'resnet-block', 'lstm-cell', 'gan'],
  items: Array.from({ length: 12 }, (_, i) => `item-${i}`),
};

/** The first `count` events of a history that is always the same. */
export function sampleHistory(count: number, content = FEW): Event[] {
  const events: Event[] = [];
  for (let number = 0; events.length < count; number += 1) {
    for (const event of sampleAttempt(number, content)) {
      const order = events.length;
      const id = `01${String(order).padStart(24, '0')}`;
      events.push({ v: EVENT_VERSION, id, at: START + order * 20_000, ...event });
    }
  }
  return events.slice(0, count);
}

/** Wall-clock milliseconds just after the last of `events`. */
export function sampleEnd(events: readonly Event[]): number {
  return (events.at(-1)?.at ?? START) + 1000;
}

function sampleAttempt(number: number, { drills, items }: SampleContent): NewEvent[] {
  const drill = drills[number % drills.length] ?? '';
  const attempt = `5f0c2d9e-7a41-4c1b-9e53-${String(number).padStart(12, '0')}`;
  const session = `01J0000000000000000${String(number).padStart(7, '0')}`;
  const file = `/home/someone/work/tensor-drills/${drill.replaceAll('-', '_')}.py`;
  const here = { attempt, session };
  const point = (index: number): NewEvent => ({
    kind: 'point-ticked',
    attempt,
    point: `point-${index}`,
    on: true,
  });
  const check = (passed: boolean): NewEvent => ({
    kind: 'checked',
    exerciseId: drill,
    attempt,
    file,
    passed,
    checks: STAGES.map((id) => ({ id, status: passed ? 'passed' : 'failed' })),
    mistakes: passed ? [] : ['wrong-output-shape', 'dead-parameter'],
    durationMs: 640,
  });
  return [
    { kind: 'attempt-started', exerciseId: drill, file, phase: 'narrate', ...here },
    { kind: 'clock-resumed', ...here },
    ...[0, 1, 2].map(point),
    { kind: 'phase-entered', phase: 'code', reason: 'user', ...here },
    ...[3, 4, 5].map(point),
    { kind: 'hint-opened', attempt, hint: 0 },
    check(false),
    { kind: 'clock-paused', ...here },
    { kind: 'clock-resumed', ...here },
    check(false),
    check(number % 3 > 0),
    { kind: 'phase-entered', phase: 'close', reason: 'passed', ...here },
    ...[6, 7].map(point),
    { kind: 'attempt-finished', ...here },
    { kind: 'attempt-rated', attempt, rating: 3 },
    { kind: 'item-ticked', item: items[number % items.length] ?? '', on: true },
  ];
}
