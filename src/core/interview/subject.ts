/** Which question a tool speaks of, and the attempt at it. */
import type { Attempt } from '../attempt.ts';
import { idOfLink, type ExerciseSummary } from '../content.ts';
import { UserError } from '../errors.ts';
import type { History } from '../ports.ts';
import type { Teller } from './teller.ts';

export interface Which {
  readonly question?: string | undefined;
}

export class Subject {
  /** The question that this session spoke of last. */
  #last: string | null = null;

  constructor(
    private readonly history: History,
    private readonly teller: Teller,
  ) {}

  /** By default the one that this session spoke of, or else the one that the editor is at. */
  exercise({ question }: Which): ExerciseSummary {
    const id =
      (question === undefined ? this.#last : idOfLink(question)) ??
      this.history.ledger.current()?.drill;
    if (id === undefined) {
      throw new UserError(
        'No question has been started. Choose one with list_questions, then use start_question.',
      );
    }
    const exercise = this.teller.exercise(id);
    this.#last = exercise.id;
    return exercise;
  }

  attempt(which: Which, mustBeOpen = false): Attempt {
    const { id, title } = this.exercise(which);
    const attempt = this.history.ledger.latest(id);
    if (attempt === null) {
      throw new UserError(`"${title}" has not been started: use start_question with "${id}".`);
    }
    if (mustBeOpen && attempt.clock.finished) {
      throw new UserError(`The attempt at "${title}" is finished. start_question begins another.`);
    }
    return attempt;
  }

  /** The attempt as it is now. */
  again({ id, drill }: Attempt): Attempt {
    const attempt = this.history.ledger.attempt(id);
    if (attempt) return attempt;
    throw new UserError(`The attempt at ${drill} was deleted in the editor.`);
  }
}
