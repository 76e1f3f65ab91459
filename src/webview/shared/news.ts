/** What changed on a page comes into view, for those who scrolled elsewhere; the keyboard stays where it is. */
import type { AttemptOnPage } from '../../protocol/clock-page.ts';

/** Something that may appear while the user looks at another part of the page, or at the editor. */
export interface News {
  /** Tells it from all that appeared before: the attempt that ended, the moment of a check. */
  readonly key: string;
  /** Ids of the elements that show it, the best first; those that are not on the page are passed over. */
  readonly at: readonly string[];
}

/** News, or nothing where `key` is null: so that each page can list what it has. */
export function news(key: string | null, ...at: readonly string[]): readonly News[] {
  return key === null ? [] : [{ key, at }];
}

/** The debrief of an attempt that is over. */
export function debriefed(attempt: AttemptOnPage | null): readonly News[] {
  return news(attempt?.clock.finished === true ? `debrief ${attempt.id}` : null, 'debrief');
}

/** Pixels of something high that have to be seen: a heading with what it says. */
const SEEN = 96;

/** Scrolls only where the beginning of it is out of view, and without motion for those who want none. */
export function bringIntoView({ at }: News): void {
  const target = at.map((id) => document.getElementById(id)).find((one) => one !== null);
  if (!target || isInView(target)) return;
  target.scrollIntoView({ block: 'start', behavior: wantsNoMotion() ? 'instant' : 'smooth' });
}

function isInView(target: Element): boolean {
  const { top, bottom } = target.getBoundingClientRect();
  // The clock covers what is above.
  const covered = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  // One pixel for what zoom rounds.
  const begins = top + 1 >= (Number.isNaN(covered) ? 0 : covered);
  return begins && Math.min(bottom, top + SEEN) <= window.innerHeight + 1;
}

/** VS Code says with a class what its setting or the system asks for. */
function wantsNoMotion(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') ||
    window.matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
