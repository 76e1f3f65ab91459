import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { WhiteboardCommand, FromWhiteboard } from '../../protocol/whiteboard-page.ts';
import type { Services } from '../services.ts';
import { clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import { openSuggestion } from '../schedule/suggestion.ts';
import type { BoardEditors } from './board-editors.ts';
import type { BoardReviews } from './reviews.ts';
import { openReference } from './reference.ts';

interface Tools {
  readonly services: Services;
  readonly boards: BoardEditors;
  readonly reviews: BoardReviews;
}

export async function performOnWhiteboard(
  tools: Tools,
  id: string,
  message: FromWhiteboard,
): Promise<void> {
  const { services, boards } = tools;
  const attempt = services.history.ledger.latest(id);
  switch (message.type) {
    case 'open':
      await services.navigator.open(message.exercise);
      return;
    case 'select':
      if (attempt?.file != null) await boards.select(attempt.file, message.elements);
      return;
    case 'command':
      return command(tools, id, attempt, message.command);
    default:
      if (attempt) noteOnAttempt(services, attempt, message);
  }
}

async function command(
  { services, boards, reviews }: Tools,
  id: string,
  attempt: Attempt | null,
  name: WhiteboardCommand,
): Promise<void> {
  const onClock = clockAction(name);
  if (onClock) {
    if (attempt && !(name === 'start' && attempt.clock.finished)) onClock(services, attempt);
    return;
  }
  switch (name) {
    case 'review':
      return reviews.review(services, id);
    case 'reference':
      return openReference(services, boards, id);
    case 'open-file':
      await services.navigator.open(id, { choice: 'resume' });
      return;
    case 'new-attempt':
      await services.navigator.open(id, { choice: 'new' });
      return;
    case 'what-next': {
      const next = services.planner.after(id);
      if (next) await openSuggestion(services, next);
      return;
    }
    default:
      throw new UserError(`The page asked for "${name}", which is not available at the moment.`);
  }
}
