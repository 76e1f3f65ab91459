/** The three things to practise after a mock interview. */
import { exerciseOf, type ContentIndex, type StudyPlan } from '../content.ts';
import type { Role } from '../demand.ts';
import type { Ledger } from '../ledger.ts';
import { minutesOf } from '../schedule/minutes.ts';
import { suggestedRating } from '../schedule/review.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { whatNext, type Suggestion } from '../schedule/what-next.ts';
import type { Sitting } from '../sitting.ts';
import { partOf } from './place.ts';

const COUNT = 3;
/** Minutes within which something may be suggested: anything. */
const ANY = 600;

/** What went worst first; then what the schedule would name. */
export function afterMock(
  sitting: Sitting,
  index: ContentIndex,
  ledger: Ledger,
  schedule: Schedule,
  {
    now,
    role,
    plan,
  }: { readonly now: number; readonly role: Role; readonly plan: StudyPlan | null },
): readonly Suggestion[] {
  const bad = sitting.exercises
    .flatMap((id) => {
      const exercise = exerciseOf(index, id);
      const attempt = partOf(sitting, ledger, id);
      if (!exercise || !attempt) return [];
      const rating = attempt.rating ?? suggestedRating(attempt, exercise);
      return rating <= 2 ? [{ exercise, rating }] : [];
    })
    .sort((a, b) => a.rating - b.rating)
    .slice(0, COUNT)
    .map(({ exercise, rating }): Suggestion => {
      const reason = rating === 1 ? 'It went worst today' : 'It was hard today';
      return { exercises: [exercise], minutes: minutesOf(exercise), reason };
    });
  if (bad.length === COUNT) return bad;
  const other = whatNext(index, ledger, schedule, { now, minutes: ANY, role, plan });
  const known = new Set(bad.flatMap(({ exercises }) => exercises.map(({ id }) => id)));
  const isNew = other?.exercises.every(({ id }) => !known.has(id)) === true;
  return other && isNew ? [...bad, other] : bad;
}
