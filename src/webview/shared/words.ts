/** Numbers and states as words. Pure. */
import { formatClock, type BandPlace } from '../../core/clock.ts';
import type { CuedPhase } from '../../core/content.ts';
import type { ClockOnPage } from '../../protocol/clock-page.ts';
import type { Band } from '../../core/basics.ts';

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

/** Keys as this system writes them: `⇧⌥P N` on a Mac. */
export function keysText(keys: string, isMac = isOnMac()): string {
  if (!isMac) return keys;
  return keys
    .replace('Ctrl+', '⌃')
    .replace('Shift+', '⇧')
    .replace('Alt+', '⌥')
    .replace('Cmd+', '⌘');
}

/** Asked of the page, because it runs where the keyboard is; the extension may run on another machine. */
function isOnMac(): boolean {
  return navigator.userAgent.includes('Macintosh');
}

/** `Control+Alt+N` from `Ctrl+Alt+N`, as `aria-keyshortcuts` spells it; nothing for chords, which it cannot tell. */
export function ariaKeys(keys: string): string | undefined {
  if (keys.includes(' ')) return undefined;
  return keys.replace('Ctrl', 'Control').replace('Cmd', 'Meta').replace('Option', 'Alt');
}

/** What screen readers hear when the phase changed or the attempt ended; null when neither did. */
export function phaseChange(
  phases: readonly CuedPhase[],
  before: ClockOnPage,
  after: ClockOnPage,
): string | null {
  const [was, is] = [before.attempt, after.attempt];
  if (!is) return null;
  const same = was?.id === is.id;
  if (is.clock.finished)
    return same && !was.clock.finished ? 'Finished. The debrief is open.' : null;
  const phase = phases.find((one) => one.id === is.clock.phase);
  if (!phase || !is.clock.started) return null;
  if (same && was.clock.started && was.clock.phase === is.clock.phase) return null;
  return `${phase.title}: ${bandText(after.bands[phase.id] ?? phase.band)}. ${phase.cue}`;
}
