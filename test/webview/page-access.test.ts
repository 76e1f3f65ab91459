/** The page for eyes, keyboards and screen readers, in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './access.ts';
import { bundle, launch, open, THEMES, type Bundle } from './browser.ts';
import { STATES } from './states.ts';

let browser: Browser;
let script: Bundle;

beforeAll(async () => {
  [browser, script] = await Promise.all([launch(), bundle()]);
}, 60_000);
afterAll(() => browser.close());

/** One page that goes through all states, with everything opened. */
async function throughAllStates(
  options: Parameters<typeof open>[2],
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const opened = await open(browser, script, { ...options, state: STATES.ready });
  for (const [name, state] of Object.entries(STATES)) {
    await opened.state(state);
    await opened.openAll();
    await look(opened.page, name);
  }
  await opened.close();
}

/** States that have all colours between them. */
const TELLING = ['over', 'coding', 'failed', 'away', 'finished'];

describe.each(THEMES)('in %s', (theme) => {
  it('axe finds nothing in any state', { timeout: 120_000 }, async () => {
    const opened = await open(browser, script, { theme, state: STATES.ready });
    for (const [name, state] of Object.entries(STATES)) {
      await opened.state(state);
      if (theme !== 'dark' && !TELLING.includes(name)) continue;
      expect(await violations(opened.page, theme), name).toEqual([]);
    }
    await opened.close();
  });

  it('axe finds nothing with everything opened', { timeout: 120_000 }, async () => {
    const opened = await open(browser, script, { theme, width: 320, state: STATES.failed });
    await opened.openAll();
    expect(await violations(opened.page, theme), 'failed').toEqual([]);
    await opened.state(STATES.finished);
    await opened.openAll();
    expect(await violations(opened.page, theme), 'finished').toEqual([]);
    await opened.close();
  });
});

describe('in a narrow panel', () => {
  it.each([320, 600])('nothing overflows %d pixels in any state', async (width) => {
    await throughAllStates({ width }, async (page, name) => {
      const widest = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(widest, name).toBe(width);
    });
  });

  it('keeps the focus from hiding behind the clock', async () => {
    const { page } = await open(browser, script, { width: 320, height: 560, state: STATES.failed });
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Shift+Tab');
      const hidden = await page.evaluate(() => {
        const [at, clock] = [document.activeElement, document.querySelector('.top')];
        if (!at || !clock || clock.contains(at) || at === document.body) return null;
        const below = at.getBoundingClientRect().bottom - clock.getBoundingClientRect().bottom;
        return below < 4 ? at.outerHTML.slice(0, 80) : null;
      });
      expect(hidden).toBeNull();
    }
    await page.context().close();
  });
});

describe('structure', () => {
  it('has landmarks, headings in order, and no control that is not one', async () => {
    await throughAllStates({}, async (page, name) => {
      const found = await page.evaluate(() => ({
        landmarks: ['header', 'main', 'section[aria-label="Clock"]'].map(
          (one) => document.querySelectorAll(one).length,
        ),
        levels: [...document.querySelectorAll('h1,h2,h3,h4')].map((one) => Number(one.tagName[1])),
        fakes: document.querySelectorAll('[role=button], [onclick], a:not([href])').length,
      }));
      expect(found.landmarks, name).toEqual([1, 1, 1]);
      expect(found.fakes).toBe(0);
      expect(found.levels[0]).toBe(1);
      found.levels.forEach((level, i) => {
        expect(level - (found.levels[i - 1] ?? 1)).toBeLessThanOrEqual(1);
      });
    });
  });

  it('uses the fonts of the editor and the size that the user chose', async () => {
    const { page } = await open(browser, script, { state: STATES.ready });
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-editor-font-size', '22px');
      document.documentElement.style.setProperty('--vscode-editor-font-family', 'Fira Code');
    });
    const code = page.locator('#contract pre code').first();
    const font = await code.evaluate((one) => {
      const { fontFamily, fontSize } = getComputedStyle(one);
      return { fontFamily, fontSize };
    });
    expect(font).toEqual({ fontFamily: '"Fira Code"', fontSize: '22px' });
    await page.context().close();
  });

  it('does not move for those who want no motion', async () => {
    const { page } = await open(browser, script, { state: STATES.failed });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((one) =>
          [getComputedStyle(one), getComputedStyle(one, '::before')].some(
            (style) => style.animationName !== 'none' || style.transitionDuration !== '0s',
          ),
        ).length,
    );
    expect(moving).toBe(0);
    await page.context().close();
  });

  it('still shows bars and signs when colours are forced', async () => {
    const { page } = await open(browser, script, { state: STATES.over });
    await page.emulateMedia({ forcedColors: 'active' });
    const fill = await page
      .locator('.bar .fill')
      .first()
      .evaluate((one) => getComputedStyle(one).fill);
    const back = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(fill).not.toBe(back);
    await page.context().close();
  });
});
