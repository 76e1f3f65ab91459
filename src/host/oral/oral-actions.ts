import { beginAttempt, revealAnswer } from '../../core/clock-control.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import type { OralCommand, FromOral } from '../../protocol/oral-page.ts';
import type { Services } from '../services.ts';
import type { OpenArticle } from '../articles/article-panel.ts';
import { clockAction, noteOnAttempt } from '../panels/clock-actions.ts';
import { openLine } from '../panels/page-actions.ts';
import type { DesignReviews } from './design-reviews.ts';
import { openSuggestion } from '../schedule/suggestion.ts';

export interface OralTools {
  readonly openArticle: OpenArticle;
  readonly reviews: DesignReviews;
}

export async function performOnOral(
  services: Services,
  { openArticle, reviews }: OralTools,
  id: string,
  message: FromOral,
): Promise<void> {
  const attempt = services.history.ledger.latest(id);
  switch (message.type) {
    case 'open':
      await services.navigator.open(message.exercise);
      return;
    case 'open-line':
      if (attempt?.file != null) await openLine(attempt.file, message.line);
      return;
    case 'command':
      if (message.command === 'open-answer') return openArticle(id);
      return command(services, reviews, id, attempt, message.command);
    default:
      if (attempt) noteOnAttempt(services, attempt, message);
  }
}

async function command(
  services: Services,
  reviews: DesignReviews,
  id: string,
  attempt: Attempt | null,
  name: OralCommand,
): Promise<void> {
  const onClock = clockAction(name);
  if (onClock) {
    if (attempt && !(name === 'start' && attempt.clock.finished)) onClock(services, attempt);
    return;
  }
  switch (name) {
    case 'reveal':
      if (attempt) revealAnswer(services, attempt);
      return;
    case 'new-attempt':
      if (attempt?.file == null) await beginAttempt(services, id, null);
      else await services.navigator.open(id, { choice: 'new' });
      return;
    case 'what-next': {
      const next = services.planner.after(id);
      if (next) await openSuggestion(services, next);
      return;
    }
    case 'open-file':
      await services.navigator.open(id, { choice: 'resume' });
      return;
    case 'review':
      reviews.ask(services, id);
      return;
    default:
      throw new UserError(`The page asked for "${name}", which is not available at the moment.`);
  }
}
