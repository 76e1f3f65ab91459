/** Which question a tool speaks of, and the attempt at it. */
import type { Attempt } from '../attempt.ts';
import { idOfLink, type ExerciseSummary } from '../content.ts';
import { UserError } from '../errors.ts';
import type { History } from '../ports.ts';
import type { Disclosure } from './disclosure-text.ts';

export interface QuestionChoice {
  readonly question?: string | undefined;
}

export class Subject {
  /** The question that this session spoke of last. */
  #last: string | null = null;

  constructor(
    private readonly history: History,
    private readonly disclosure: Disclosure,
  ) {}

  /** By default the one that this session spoke of, or else the one that the editor is at. */
  exercise({ question }: QuestionChoice): ExerciseSummary {
    const id =
      (question === undefined ? this.#last : idOfLink(question)) ??
      this.history.ledger.current()?.exerciseId;
    if (id === undefined) {
      throw new UserError(
        'No question has been started. Choose one with list_questions, then use start_question.',
      );
    }
    const exercise = this.disclosure.exercise(id);
    this.#last = exercise.id;
    return exercise;
  }

  attempt(which: QuestionChoice, mustBeOpen = false): Attempt {
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
  again({ id, exerciseId }: Attempt): Attempt {
    const attempt = this.history.ledger.attempt(id);
    if (attempt) return attempt;
    throw new UserError(`The attempt at ${exerciseId} was deleted in the editor.`);
  }
}
