/** What is said of a check that did not finish. */
import type { CheckOutcome, FoundMistake } from './ports.ts';

/** The worker's own words, which may know the cause; ours where it could no longer speak. */
export function timedOut(outcome: Extract<CheckOutcome, { outcome: 'timed-out' }>): FoundMistake {
  const { seconds, line, soFar } = outcome;
  const told = soFar?.mistakes.find(({ id }) => id === 'times-out')?.message;
  const where = line === null ? '' : `; it was on line ${line}`;
  return {
    id: 'times-out',
    line,
    message: told ?? `The program had not finished after ${seconds} s${where}.`,
  };
}
