/** What changed on a page comes into view, once, and the keyboard stays where it is. In a real browser. */
import { describe, expect, it } from 'vitest';
import type { PageName } from '../../src/protocol/page-names.ts';
import { tabOf } from './browser.ts';
import { run, RUN } from './clinic-states.ts';
import { debugDrill, DEBUG_STATES } from './debug-states.ts';
import { contentOf, ORAL_STATES } from './oral-states.ts';
import { checkOf, failed, loop, NOW, pack, passed, STATES } from './states.ts';
import { CONTENT, POOR_REVIEW, WHITEBOARD_STATES } from './whiteboard-states.ts';

/** A page with its content, two states of it, and what shows the second one's news. */
type Change = readonly [content: object, before: object, after: object, shows: string];

const drill = { type: 'drill', drill: loop, general: pack.guideMistakes, shortcuts: {} };
const { coding } = STATES;
const CHANGES: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  drill: {
    'the first mistake that a check found': [
      drill,
      coding,
      { ...coding, check: checkOf(failed, { endedAt: NOW }) },
      '#first-found',
    ],
    'a pass': [drill, coding, { ...coding, check: checkOf(passed, { endedAt: NOW }) }, '#check'],
    'the debrief': [drill, coding, STATES.finished, '#debrief'],
  },
  debug: {
    'how many mistakes are left': [
      { type: 'drill', drill: debugDrill },
      DEBUG_STATES.checking,
      { ...DEBUG_STATES.left, hints: [], endedAt: NOW },
      '#check',
    ],
    'a hint': [
      { type: 'drill', drill: debugDrill },
      DEBUG_STATES.checking,
      { ...DEBUG_STATES.broken, check: null },
      '#last-hint',
    ],
  },
  oral: {
    'the review of a design': [
      contentOf('design-ready'),
      ORAL_STATES['design-ready'],
      { ...ORAL_STATES['design-reviewed'], askedAt: NOW },
      '#review',
    ],
    'the answers': [contentOf('detail'), ORAL_STATES.detail, ORAL_STATES.revealed, '#answers'],
    'the debrief': [contentOf('detail'), ORAL_STATES.detail, ORAL_STATES.finished, '#debrief'],
  },
  whiteboard: {
    'the review of a drawing': [
      CONTENT,
      WHITEBOARD_STATES.drawing,
      { ...WHITEBOARD_STATES.reviewed, review: { ...POOR_REVIEW, askedAt: NOW } },
      '#review',
    ],
  },
  clinic: {
    'a measurement': [
      { type: 'clinic', clinic: run },
      RUN.ordered,
      { ...RUN.measured, measurements: RUN.missed.measurements },
      '#measurement-gradients',
    ],
    'the debrief': [{ type: 'clinic', clinic: run }, RUN.ordered, RUN.solved, '#debrief'],
  },
};

describe.each(Object.entries(CHANGES))('on the page %s', (name, changes) => {
  const tab = tabOf<unknown, object>(name as PageName);

  it.each(Object.entries(changes))('%s', async (_, [content, before, after, shows]) => {
    const it = await tab.open({ width: 360, height: 300 });
    const { page } = it;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await it.send(content);
    await it.send({ type: 'state', state: before });
    await it.openAll();
    const top = () =>
      page.evaluate((id) => document.querySelector(id)?.getBoundingClientRect().top ?? NaN, shows);
    for (const end of [0, 1e6]) {
      await page.evaluate((y) => window.scrollTo(0, y), end);
      await it.send({ type: 'state', state: before });
      await it.send({ type: 'state', state: after });
      // What zoom rounds does not count.
      await expect.poll(top).toBeGreaterThan(-1);
      await expect.poll(top).toBeLessThan(300 - 20);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    }
    // Somebody who has scrolled elsewhere since is left there.
    for (const end of [0, 1e6]) {
      await page.evaluate((y) => window.scrollTo(0, y), end);
      const there = await page.evaluate(() => window.scrollY);
      await it.send({ type: 'state', state: after });
      expect(await page.evaluate(() => window.scrollY)).toBe(there);
    }
  });
});
