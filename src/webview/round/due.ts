/** When a question comes back, in words. Pure. */
import { nightsBetween } from '../../core/schedule/days.ts';
import { dateText } from '../shared/words.ts';

export function dueText(due: number | undefined, now: number): string {
  if (due === undefined) return 'when you like';
  const nights = nightsBetween(now, due);
  if (nights <= 0) return 'today';
  if (nights === 1) return 'tomorrow';
  return nights < 14 ? `in ${nights} days` : dateText(due, now);
}
