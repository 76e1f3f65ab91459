/** What the page of an exercise answered aloud knows: the last messages of the host and when they came. Pure. */
import type { Oral } from '../../core/content.ts';
import type { OralPageState, Practice, ToOralPage } from '../../protocol/oral-page.ts';
import { BASE, saying, type BaseModel } from '../shared/base-model.ts';
import { debriefed, news, type News } from '../shared/news.ts';
import { NO_SHORTCUTS, type Shortcuts } from '../shared/page.ts';
import type { Received } from '../shared/received.ts';
import { count, phaseChange } from '../shared/words.ts';

export interface Model extends BaseModel {
  readonly oral: Oral | null;
  readonly practice: readonly Practice[];
  readonly shortcuts: Shortcuts;
  readonly received: Received<OralPageState> | null;
}

export const EMPTY: Model = {
  ...BASE,
  oral: null,
  practice: [],
  shortcuts: NO_SHORTCUTS,
  received: null,
};

/** The model after a message. `at` is when the host sent it, by the page's clock. */
export function receive(model: Model, message: ToOralPage, at: number): Model {
  switch (message.type) {
    case 'oral': {
      const { oral, practice, shortcuts } = message;
      const received = model.oral?.id === oral.id ? model.received : null;
      return { ...model, oral, practice, shortcuts, received };
    }
    case 'state': {
      const { state } = message;
      const before = model.received?.state ?? null;
      const said = saying(model, model.oral && announcement(model.oral, before, state));
      return { ...model, received: { state, at }, said };
    }
    case 'error':
      return { ...model, error: message.message };
  }
}

/** What may have appeared out of view: a review, the answers, the debrief. */
export function newsOf({ received }: Model): readonly News[] {
  if (!received) return [];
  const { attempt, askedAt, review } = received.state;
  const found = review?.map(({ id }) => id).join(' ') ?? null;
  return [
    ...news(askedAt === null || found === null ? null : `review ${askedAt} ${found}`, 'review'),
    ...news(attempt?.revealed === true ? `answers ${attempt.id}` : null, 'answers'),
    ...debriefed(attempt),
  ];
}

/** What a screen reader says now that `after` replaced `before`: phases, the reveal and a review; never seconds. */
export function announcement(
  oral: Oral,
  before: OralPageState | null,
  after: OralPageState,
): string | null {
  if (before === null) return null;
  const revealed = after.attempt?.revealed === true && before.attempt?.revealed !== true;
  const said = [
    phaseChange(oral.phases, before, after),
    revealed && !after.attempt.clock.finished
      ? 'The clock is paused. The answers are shown.'
      : null,
    newReview(before, after),
  ];
  return said.filter((one) => one !== null).join(' ') || null;
}

function newReview(before: OralPageState, after: OralPageState): string | null {
  if (after.review === null || JSON.stringify(before.review) === JSON.stringify(after.review)) {
    return null;
  }
  return reviewText(after.review.length);
}

export function reviewText(found: number): string {
  if (found === 0) return 'Your design covers everything this review looks for.';
  return `${count(found, 'thing is', 'things are')} missing.`;
}

/** No answer is shown before it was given, or the user asks for it. */
export function mayShowAnswers({ attempt }: OralPageState): boolean {
  return attempt !== null && (attempt.revealed || attempt.clock.finished);
}
