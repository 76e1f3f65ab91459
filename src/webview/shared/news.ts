/** Brings what has changed on a page into view for readers who have scrolled elsewhere; the keyboard focus stays where it is. */
import type { AttemptOnPage } from '../../protocol/clock-page.ts';

/** Something that may appear while the user looks at another part of the page, or at the editor. */
export interface News {
  /** Distinguishes it from all earlier news: the attempt that ended, or the moment of a check. */
  readonly key: string;
  /** Ids of the elements that show it, the best first; any that are not on the page are skipped. */
  readonly at: readonly string[];
}

/** News, or nothing if `key` is null, so that each page can list what it has. */
export function news(key: string | null, ...at: readonly string[]): readonly News[] {
  return key === null ? [] : [{ key, at }];
}

/** The debrief of an attempt that is over. */
export function debriefed(attempt: AttemptOnPage | null): readonly News[] {
  return news(attempt?.clock.finished === true ? `debrief ${attempt.id}` : null, 'debrief');
}

/** How many pixels of a tall element must be visible: a heading and its first lines. */
const SEEN = 96;

/** Scrolls only if its beginning is out of view, and without motion for those who prefer none. */
export function bringIntoView({ at }: News): void {
  const target = at.map((id) => document.getElementById(id)).find((one) => one !== null);
  if (!target || isInView(target)) return;
  target.scrollIntoView({ block: 'start', behavior: wantsNoMotion() ? 'instant' : 'smooth' });
}

function isInView(target: Element): boolean {
  const { top, bottom } = target.getBoundingClientRect();
  // The clock covers the top of the page.
  const covered = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  // One pixel for rounding at some zoom levels.
  const begins = top + 1 >= (Number.isNaN(covered) ? 0 : covered);
  return begins && Math.min(bottom, top + SEEN) <= window.innerHeight + 1;
}

/** VS Code sets a class for what its setting or the system asks for. */
function wantsNoMotion(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') ||
    window.matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
