/** What the page of a round knows: the last messages of the host and when they came. Pure. */
import { formatClock, placeInBand, totalElapsed } from '../../core/clock.ts';
import type {
  Round,
  RoundPageState,
  RoundQuestion,
  ToRoundPage,
} from '../../protocol/round-page.ts';
import { BASE, saying, type BaseModel } from '../shared/base-model.ts';
import type { Received } from '../shared/received.ts';
import { PLACE_DONE } from '../shared/words.ts';

export interface Model extends BaseModel {
  readonly round: Round | null;
  readonly received: Received<RoundPageState> | null;
}

export const EMPTY: Model = { ...BASE, round: null, received: null };

/** The model after a message. `at` is when the host sent it, by the page's clock. */
export function receive(model: Model, message: ToRoundPage, at: number): Model {
  switch (message.type) {
    case 'round': {
      const { round } = message;
      return { ...model, round, received: model.round?.id === round.id ? model.received : null };
    }
    case 'state': {
      const { state } = message;
      const before = model.received?.state ?? null;
      const said = saying(model, model.round && announcement(model.round, before, state));
      return { ...model, received: { state, at }, said };
    }
    case 'error':
      return { ...model, error: message.message };
  }
}

/** The question in front; undefined after the last. */
export function questionOf(round: Round, { position }: RoundPageState): RoundQuestion | undefined {
  return round.questions[position];
}

/** What a screen reader says now that `after` replaced `before`: questions, answers and the end; never seconds. */
export function announcement(
  round: Round,
  before: RoundPageState | null,
  after: RoundPageState,
): string | null {
  if (before?.stage === after.stage && before.position === after.position) return null;
  const question = questionOf(round, after);
  switch (after.stage) {
    case 'asking':
      return question
        ? `Question ${after.position + 1} of ${round.questions.length}. ${question.ask}`
        : null;
    case 'revealed':
      return before && after.attempt ? `Stopped at ${timeText(after)}. The answer is shown.` : null;
    case 'over':
      return before ? 'The round is over.' : null;
    case 'ready':
      return null;
  }
}

function timeText({ attempt, bands }: RoundPageState): string {
  const ms = attempt ? totalElapsed(attempt.clock, 0) : 0;
  const [band] = Object.values(bands);
  const place = band ? `, ${PLACE_DONE[placeInBand(ms, band)].toLowerCase()}` : '';
  return `${formatClock(ms)}${place}`;
}
