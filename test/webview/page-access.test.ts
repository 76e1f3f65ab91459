/** The page for eyes, keyboards and screen readers, in a real browser. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { faults } from './access.ts';
import { drillTab } from './drill-tab.ts';
import { STATES } from './states.ts';

const { open } = drillTab();

it('has no fault in any state and theme, nor narrow with everything opened', async () => {
  const it = await open({ state: STATES.ready });
  for (const [name, state] of Object.entries(STATES)) {
    await it.state(state);
    expect(await faults(it.page), name).toEqual([]);
  }
  await it.page.setViewportSize({ width: 320, height: 800 });
  for (const name of ['failed', 'finished'] as const) {
    await it.state(STATES[name]);
    await it.openAll();
    expect(await faults(it.page), `${name}, opened`).toEqual([]);
  }
});

it('in no state, with everything opened, it overflows a narrow panel, violates its policy, or has landmarks, headings or controls that are none', async () => {
  const it = await open({ state: STATES.ready });
  for (const [name, state] of Object.entries(STATES)) {
    await it.state(state);
    await it.openAll();
    for (const width of [200, 320, 600]) {
      await it.page.setViewportSize({ width, height: 800 });
      const widest = await it.page.evaluate(() => document.documentElement.scrollWidth);
      expect(widest, name).toBe(width);
    }
    expect(await it.troubles(), name).toEqual([]);
    await expectStructure(it.page, name);
  }
});

async function expectStructure(page: Page, name: string): Promise<void> {
  const found = await page.evaluate(() => ({
    landmarks: ['header', 'main', 'section[aria-label="Clock"]'].map(
      (one) => document.querySelectorAll(one).length,
    ),
    levels: [...document.querySelectorAll('h1,h2,h3,h4')].map((one) => Number(one.tagName[1])),
    fakes: document.querySelectorAll('[role=button], [onclick], a:not([href])').length,
  }));
  expect(found.landmarks, name).toEqual([1, 1, 1]);
  expect(found.fakes, name).toBe(0);
  expect(found.levels[0], name).toBe(1);
  found.levels.forEach((level, i) => {
    expect(level - (found.levels[i - 1] ?? 1), name).toBeLessThanOrEqual(1);
  });
}

describe('in a narrow panel', () => {
  it('keeps the focus from hiding behind the clock', async () => {
    const { page } = await open({ width: 320, height: 560, state: STATES.failed });
    // The page knows the height of its clock only after it has been laid out.
    await page.waitForFunction(() => {
      const known = document.documentElement.style.getPropertyValue('--clock-height');
      const clock = document.querySelector<HTMLElement>('.top');
      return clock !== null && Math.abs(Number.parseFloat(known) - clock.offsetHeight) < 1;
    });
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
  });
});

describe('the looks', () => {
  it('uses the fonts of the editor and the size that the user chose', async () => {
    const { page } = await open({ state: STATES.ready });
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
  });

  it('does not move for those who want no motion', async () => {
    const { page } = await open({ state: STATES.failed });
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
  });

  it('still shows bars and signs when colours are forced', async () => {
    const { page } = await open({ state: STATES.over });
    await page.emulateMedia({ forcedColors: 'active' });
    const fill = await page
      .locator('.bar .fill')
      .first()
      .evaluate((one) => getComputedStyle(one).fill);
    const back = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(fill).not.toBe(back);
  });
});
