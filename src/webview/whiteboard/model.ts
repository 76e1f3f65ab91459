/** What the page beside a board knows: the last messages of the host and when they came. Pure. */
import type { Finding } from '../../core/drawing-review.ts';
import type { Practice } from '../../protocol/oral-page.ts';
import type {
  BoardTask,
  ReviewOnPage,
  ToWhiteboardPage,
  WhiteboardPageState,
} from '../../protocol/whiteboard-page.ts';
import { BASE, saying, type BaseModel } from '../shared/base-model.ts';
import { debriefed, news, type News } from '../shared/news.ts';
import { NO_SHORTCUTS, type Shortcuts } from '../shared/page.ts';
import type { Received } from '../shared/received.ts';
import { count, phaseChange } from '../shared/words.ts';

export interface Model extends BaseModel {
  readonly task: BoardTask | null;
  readonly practice: readonly Practice[];
  readonly shortcuts: Shortcuts;
  readonly received: Received<WhiteboardPageState> | null;
}

export const EMPTY: Model = {
  ...BASE,
  task: null,
  practice: [],
  shortcuts: NO_SHORTCUTS,
  received: null,
};

/** The model after a message. `at` is when the host sent it, by the page's clock. */
export function receive(model: Model, message: ToWhiteboardPage, at: number): Model {
  switch (message.type) {
    case 'task': {
      const { task, practice, shortcuts } = message;
      const received = model.task?.id === task.id ? model.received : null;
      return { ...model, task, practice, shortcuts, received };
    }
    case 'state': {
      const { state } = message;
      const before = model.received?.state ?? null;
      const said = saying(model, model.task && announcement(model.task, before, state));
      return { ...model, received: { state, at }, said };
    }
    case 'error':
      return { ...model, error: message.message };
  }
}

/** What may have appeared out of view: a review, the debrief. */
export function newsOf({ received }: Model): readonly News[] {
  if (!received) return [];
  const { attempt, review } = received.state;
  const asked = review?.askedAt ?? null;
  return [...debriefed(attempt), ...news(asked === null ? null : `review ${asked}`, 'review')];
}

/** What a screen reader says now that `after` replaced `before`: phases and reviews; never seconds. */
function announcement(
  task: BoardTask,
  before: WhiteboardPageState | null,
  after: WhiteboardPageState,
): string | null {
  if (before === null) return null;
  const { review } = after;
  const isNew = review !== null && !review.stale && !same(before.review, review);
  const said = [phaseChange(task.phases, before, after), isNew ? reviewText(review) : null];
  return said.filter((one) => one !== null).join(' ') || null;
}

function same(before: ReviewOnPage | null, after: ReviewOnPage): boolean {
  return JSON.stringify(before?.result) === JSON.stringify(after.result);
}

/** The review in one sentence. */
export function reviewText({ result }: ReviewOnPage): string {
  if (result.kind === 'refused') return result.say;
  const errors = errorsIn(result.findings).length;
  const others = result.findings.length - errors;
  if (errors > 0) {
    const more = others > 0 ? `, and ${count(others, 'remark')}` : '';
    return `${count(errors, 'point')} to put right${more}.`;
  }
  return others > 0 ? `Nothing is wrong. ${count(others, 'remark')}.` : 'Nothing is wrong.';
}

export function errorsIn(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

/** The reference answers the question: it is shown once the drawing was reviewed, finished, or given up. */
export function mayShowReference({ attempt, review }: WhiteboardPageState): boolean {
  return attempt?.clock.finished === true || attempt?.revealed === true || review !== null;
}
