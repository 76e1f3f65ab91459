/** What the drill page says in words. Pure. */
import type { Drill } from '../../core/content.ts';
import type { CheckOutcome } from '../../core/ports.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';
import { count, dateText, phaseChange } from '../shared/words.ts';

/** Whether and when a mistake was made before: `You made this mistake before: 2 times, last on 12 May`. */
export function madeBeforeText(made: { times: number; last: number }, now: number): string {
  const times = made.times === 1 ? 'once' : `${made.times} times`;
  return `You made this mistake before: ${times}, ${made.times === 1 ? '' : 'last '}on ${dateText(made.last, now)}`;
}

/** The result of a check in one sentence. */
export function outcomeText(outcome: CheckOutcome): string {
  switch (outcome.outcome) {
    case 'graded': {
      const failed = outcome.checks.filter((one) => one.status === 'failed').length;
      if (outcome.passed) return `Passed: all ${count(outcome.checks.length, 'stage')}`;
      return `Not yet: ${failed} of ${count(outcome.checks.length, 'stage')} failed`;
    }
    case 'timed-out':
      return `Stopped after ${count(outcome.seconds, 'second')}, because the code had not finished`;
    case 'crashed':
      return 'Python stopped in the middle of the check';
    case 'cannot-start':
      return 'The check could not start';
    case 'cancelled':
      return 'The check was cancelled';
  }
}

/** What a screen reader should say now that `after` replaced `before`: phase changes and results, nothing else. */
export function announcement(
  drill: Drill,
  before: DrillPageState | null,
  after: DrillPageState,
): string | null {
  if (before === null) return null;
  const said = [newResult(before, after), phaseChange(drill.phases, before, after)];
  return said.filter((one) => one !== null).join(' ') || null;
}

function newResult(before: DrillPageState, after: DrillPageState): string | null {
  const check = after.check;
  if (!check?.outcome || check.running) return null;
  const wasRunning = before.check?.running ?? true;
  const same = JSON.stringify(before.check?.outcome) === JSON.stringify(check.outcome);
  if (same && !wasRunning) return null;
  const outcome = check.outcome;
  const why =
    outcome.outcome === 'graded' && !outcome.passed
      ? (outcome.mistakes[0]?.message ??
        outcome.checks.find((one) => one.status === 'failed')?.message)
      : null;
  return why ? `${outcomeText(outcome)}. ${why}` : `${outcomeText(outcome)}.`;
}
