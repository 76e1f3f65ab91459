import { reviewDesign } from '../../src/review/design/review.ts';
import type { Oral } from '../../src/core/content.ts';
import type { OralPageState, Practice, ToOralPage } from '../../src/protocol/oral-page.ts';
import { DESIGN, DIVE, UNKNOWN } from '../oral-content.ts';
import { attemptOf, NOW } from './states.ts';
import type { DesignFinding } from '../../src/core/design-finding.ts';

export const practice: readonly Practice[] = [
  { exercise: 'resnet-block', title: 'ResNet block', kind: 'coding drill' },
];

export function oralState(change: Partial<OralPageState> = {}): OralPageState {
  return {
    attempt: null,
    now: NOW,
    bands: {},
    fileName: null,
    review: null,
    askedAt: null,
    next: null,
    ...change,
  };
}

export const FOUND: readonly DesignFinding[] = reviewDesign(
  '# Design\n\n## Clarify\n\nWho are the users?\n\n## Model\n\nOnly a fine-tuned BERT is used.\n',
);
const KEYS = {
  start: 'Ctrl+Alt+P',
  pause: 'Ctrl+Alt+P',
  resume: 'Ctrl+Alt+P',
  finish: 'Ctrl+Alt+F',
};

export function contentOf(state: string): ToOralPage {
  const oral: Oral = (state.startsWith('design') ? DESIGN : state === 'unknown' ? UNKNOWN : DIVE)
    .oral;
  return { type: 'oral', oral, practice, shortcuts: KEYS };
}

const detail = { phase: 'detail', started: true, spent: { headline: 28_000, detail: 40_000 } };
const written = { fileName: 'hate-speech.md' };
const next = { title: 'KV-cache (deep dive)', reason: 'Due today' };

export const ORAL_STATES = {
  ready: oralState({ attempt: attemptOf({ phase: 'headline' }) }),
  headline: oralState({
    attempt: attemptOf({ phase: 'headline', started: true, since: NOW - 2000 }),
  }),
  detail: oralState({ attempt: attemptOf({ ...detail, since: NOW - 9000 }) }),
  away: oralState({
    attempt: attemptOf({
      ...detail,
      aways: [{ id: 'a', phase: 'detail', ms: 130 * 60_000, counted: false }],
    }),
  }),
  revealed: oralState({
    attempt: attemptOf(detail, { revealed: true, points: ['headline-one'] }),
  }),
  finished: oralState({
    attempt: attemptOf(
      {
        phase: 'trade-offs',
        started: true,
        finished: true,
        spent: { headline: 28_000, detail: 190_000, 'trade-offs': 12_000 },
      },
      { points: ['headline-one', 'detail-one', 'detail-two'], rating: 2 },
    ),
    next,
  }),
  unknown: oralState({
    attempt: attemptOf({ phase: 'limits', started: true, finished: true, spent: { kind: 20_000 } }),
    next,
  }),
  'design-ready': oralState({ ...written, attempt: attemptOf({ phase: 'clarify' }) }),
  'design-reviewed': oralState({
    ...written,
    attempt: attemptOf({ phase: 'model', started: true, since: NOW - 60_000 }),
    review: FOUND,
  }),
  'design-good': oralState({
    ...written,
    attempt: attemptOf({ phase: 'deployment', started: true, spent: { clarify: 200_000 } }),
    review: [],
  }),
  'design-finished': oralState({
    ...written,
    attempt: attemptOf({
      phase: 'deployment',
      started: true,
      finished: true,
      spent: { clarify: 200_000, data: 400_000 },
    }),
    review: FOUND,
  }),
} as const satisfies Record<string, OralPageState>;
