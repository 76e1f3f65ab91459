/** Numbers and states as words. Pure. */
import { formatClock, type BandPlace } from '../../core/clock.ts';
import type { Band, Drill } from '../../core/content.ts';
import type { CheckOutcome } from '../../core/ports.ts';
import type { DrillPageState } from '../../protocol/drill-page.ts';

/** `15–25 min`, `45–90 s` or `1:15–2:30`. */
export function bandText([min, max]: Band): string {
  if (min % 60 === 0 && max % 60 === 0) return `${min / 60}–${max / 60} min`;
  if (max <= 120) return `${min}–${max} s`;
  return `${formatClock(min * 1000)}–${formatClock(max * 1000)}`;
}

/** All bands together, in whole minutes: `17–29 min`. */
export function wholeBandText(bands: readonly Band[]): string {
  const sum = (end: 0 | 1): number => bands.reduce((total, band) => total + band[end], 0);
  return `${Math.round(sum(0) / 60)}–${Math.round(sum(1) / 60)} min`;
}

/** Of a phase that runs. */
export const PLACE_NOW: Readonly<Record<BandPlace, string>> = {
  before: 'Plenty of time',
  within: 'On time',
  over: 'Over time',
};

/** Of a phase that is done. */
export const PLACE_DONE: Readonly<Record<BandPlace, string>> = {
  before: 'Short',
  within: 'On time',
  over: 'Over time',
};

/** A length of time as one says it: `2 h 10 min`, `5 min`, `40 s`. */
export function spanText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes === 0) return `${Math.floor(ms / 1000)} s`;
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return `${m} min`;
  return m === 0 ? `${h} h` : `${h} h ${m} min`;
}

/** `12 May`, with the year when it is not that of `now`. In the reader's time zone. */
export function dateText(at: number, now: number): string {
  const date = new Date(at);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' as const }),
  });
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Whether and when a mistake was made before: `You made this before: 2 times, last on 12 May`. */
export function madeBeforeText(made: { times: number; last: number }, now: number): string {
  const times = made.times === 1 ? 'once' : `${made.times} times`;
  return `You made this before: ${times}, ${made.times === 1 ? '' : 'last '}on ${dateText(made.last, now)}`;
}

/** The result of a check in one sentence. */
export function outcomeText(outcome: CheckOutcome): string {
  switch (outcome.outcome) {
    case 'graded': {
      const failed = outcome.checks.filter((one) => one.status === 'failed').length;
      if (outcome.passed) return `Passed: all ${count(outcome.checks.length, 'stage')}`;
      return `Not yet: ${count(failed, 'stage')} of ${outcome.checks.length} failed`;
    }
    case 'timed-out':
      return `Stopped after ${count(outcome.seconds, 'second')}: the code had not finished`;
    case 'crashed':
      return 'Python ended in the middle of the check';
    case 'cannot-start':
      return 'The check could not start';
    case 'cancelled':
      return 'The check was cancelled';
  }
}

/** `Control+Alt+N` from `Ctrl+Alt+N`, as `aria-keyshortcuts` spells it; nothing for chords, which it cannot tell. */
export function ariaKeys(keys: string): string | undefined {
  if (keys.includes(' ')) return undefined;
  return keys.replace('Ctrl', 'Control').replace('Cmd', 'Meta').replace('Option', 'Alt');
}

/** What a screen reader should say now that `after` replaced `before`: phase changes and results, nothing else. */
export function announcement(
  drill: Drill,
  before: DrillPageState | null,
  after: DrillPageState,
): string | null {
  if (before === null) return null;
  const said = [newResult(before, after), phaseChange(drill, before, after)];
  return said.filter((one) => one !== null).join(' ') || null;
}

function phaseChange(drill: Drill, before: DrillPageState, after: DrillPageState): string | null {
  const [was, is] = [before.attempt, after.attempt];
  if (!is) return null;
  const same = was?.id === is.id;
  if (is.clock.finished)
    return same && !was.clock.finished ? 'Finished. The debrief is open.' : null;
  const phase = drill.phases.find((one) => one.id === is.clock.phase);
  if (!phase || !is.clock.started) return null;
  if (same && was.clock.started && was.clock.phase === is.clock.phase) return null;
  return `${phase.title}: ${bandText(after.bands[phase.id] ?? phase.band)}. ${phase.cue}`;
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
