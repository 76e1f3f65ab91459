/** States of the page beside a board as the host would send them, on real content. */
import { reviewDrawing } from '../../src/review/board/review.ts';
import { blankDrawing } from '../../src/core/drawing-file.ts';
import type {
  BoardTask,
  ReviewOnPage,
  ToWhiteboardPage,
  WhiteboardPageState,
} from '../../src/protocol/whiteboard-page.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/dev/places.ts';
import { attemptOf, NOW, pack } from './states.ts';

const found = pack.boards.find(({ board }) => board.id === 'whiteboard/transformer-block');
if (!found) throw new Error('no Transformer block');
export const BOARD = found.board;
export const TASK: BoardTask = BOARD;

export const REFERENCE = readFileSync(
  join(ROOT, 'drills/whiteboard/transformer-block/reference.excalidraw'),
  'utf8',
);

function review(text: string, stale = false): ReviewOnPage {
  return { result: reviewDrawing(text, BOARD.spec), stale, askedAt: null };
}

/** The reference with what the review should miss: the second norm, and the shape of every arrow. */
const POOR = REFERENCE.split('\n')
  .filter((line) => !line.includes('"id":"norm2') && !line.includes('(B, T, d)"'))
  .join('\n')
  .replace(/,\n {2}\]/, '\n  ]');

export const GOOD_REVIEW = review(REFERENCE);
export const POOR_REVIEW = review(POOR);

export function whiteboardState(change: Partial<WhiteboardPageState> = {}): WhiteboardPageState {
  return {
    attempt: null,
    now: NOW,
    bands: {},
    fileName: 'transformer-block.excalidraw',
    review: null,
    next: null,
    ...change,
  };
}

export const CONTENT: ToWhiteboardPage = {
  type: 'task',
  task: TASK,
  practice: [
    { exercise: 'multi-head-attention', title: 'Multi-head attention', kind: 'coding drill' },
  ],
  shortcuts: { start: 'Ctrl+Alt+P', finish: 'Ctrl+Alt+F' },
};

const zoomed = { phase: 'zoom-in', started: true, spent: { 'big-picture': 80_000 } };
const done = { ...zoomed, phase: 'trade-offs', finished: true };
const next = { title: 'KV-cache (deep dive)', reason: 'Due today' };

export const WHITEBOARD_STATES = {
  ready: whiteboardState({ attempt: attemptOf({ phase: 'big-picture' }) }),
  drawing: whiteboardState({
    attempt: attemptOf({ ...zoomed, since: NOW - 9000 }, { points: ['two-sub-layers'] }),
  }),
  empty: whiteboardState({
    attempt: attemptOf({ ...zoomed, since: NOW - 9000 }),
    review: review(blankDrawing(BOARD.id)),
  }),
  reviewed: whiteboardState({
    attempt: attemptOf({ ...zoomed, since: NOW - 9000 }),
    review: POOR_REVIEW,
  }),
  stale: whiteboardState({
    attempt: attemptOf({ ...zoomed, since: NOW - 9000 }),
    review: { ...POOR_REVIEW, stale: true },
  }),
  good: whiteboardState({
    attempt: attemptOf({ ...zoomed, since: NOW - 9000 }, { passed: true }),
    review: GOOD_REVIEW,
  }),
  revealed: whiteboardState({ attempt: attemptOf(zoomed, { revealed: true }) }),
  finished: whiteboardState({
    attempt: attemptOf(done, { points: ['two-sub-layers', 'shapes'], rating: 3 }),
    review: POOR_REVIEW,
    next,
  }),
  unreviewed: whiteboardState({ attempt: attemptOf(done), next }),
} as const satisfies Record<string, WhiteboardPageState>;
