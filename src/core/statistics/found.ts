/** How often the mistakes in broken programs were found, by kind of mistake. */
import type { Attempt } from '../attempt.ts';
import { isDrill, type ExerciseSummary } from '../content.ts';
import { drillOfDebug } from '../debugging/exercise.ts';
import { outcomes } from '../debugging/record.ts';

export interface FindingRate {
  readonly title: string;
  /** Title of the coding question. */
  readonly drill: string;
  /** Programs that had it, and those in which it was found. */
  readonly planted: number;
  readonly found: number;
}

/** Of finished attempts; what is missed most comes first. */
export function findingRates(
  attempts: readonly Attempt[],
  known: ReadonlyMap<string, ExerciseSummary>,
): readonly FindingRate[] {
  const rates = new Map<string, FindingRate>();
  for (const attempt of attempts) {
    if (!attempt.clock.finished) continue;
    const question = known.get(drillOfDebug(attempt.exerciseId));
    for (const { mistake, found } of outcomes(attempt)) {
      const key = `${attempt.exerciseId} ${mistake}`;
      const before = rates.get(key);
      rates.set(key, {
        title: (question && isDrill(question) && question.mistakeTitles[mistake]) || mistake,
        drill: question?.title ?? attempt.exerciseId,
        planted: (before?.planted ?? 0) + 1,
        found: (before?.found ?? 0) + (found ? 1 : 0),
      });
    }
  }
  const missed = ({ planted, found }: FindingRate): number => planted - found;
  return [...rates.values()].sort((a, b) => missed(b) - missed(a) || b.planted - a.planted);
}

/** `found in 1 of 3 programs` */
export function findingText({ planted, found }: FindingRate): string {
  return `found in ${found} of ${planted} ${planted === 1 ? 'program' : 'programs'}`;
}
