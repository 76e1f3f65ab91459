/** What the checks of a part of an interview found. */
import type { Attempt } from '../attempt.ts';
import { isDrill, type ExerciseSummary } from '../content.ts';
import { drillOfDebug } from '../debugging/exercise.ts';
import { outcomes } from '../debugging/record.ts';

export interface PartFacts {
  /** Whether the code passed; null where none was checked. */
  readonly passed: boolean | null;
  /** Titles of the mistakes that were made, or left in a program that was to be repaired. */
  readonly mistakes: readonly string[];
}

export function partFacts(attempt: Attempt, exercises: readonly ExerciseSummary[]): PartFacts {
  const { exerciseId, lastCheck, passedAt, broken, repairs } = attempt;
  const question = exercises.find(({ id }) => id === drillOfDebug(exerciseId));
  const titles = question && isDrill(question) ? question.mistakeTitles : {};
  const left = outcomes(attempt).flatMap(({ mistake, found }) => (found ? [] : [mistake]));
  const ids = broken === null ? [...attempt.mistakes] : left;
  return {
    passed: lastCheck === null && repairs.length === 0 ? null : passedAt !== null,
    mistakes: ids.map((id) => titles[id] ?? id),
  };
}
