/** The page beside a board in a real browser. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromWhiteboardPage, ToWhiteboardPage } from '../../src/protocol/whiteboard-page.ts';
import { violations } from './access.ts';
import { bundle, launch, openPage, THEMES, type Bundle, type Look } from './browser.ts';
import { CONTENT, GOOD_REVIEW, POOR_REVIEW, TASK, WHITEBOARD_STATES } from './whiteboard-states.ts';

let browser: Browser;
let built: Bundle;

beforeAll(async () => {
  [browser, built] = await Promise.all([launch(), bundle('whiteboard')]);
}, 60_000);
afterAll(() => browser.close());

type Name = keyof typeof WHITEBOARD_STATES;
const NAMES = Object.keys(WHITEBOARD_STATES) as Name[];

async function open(name: Name, look: Look = {}) {
  const it = await openPage<FromWhiteboardPage, ToWhiteboardPage>(
    browser,
    'whiteboard',
    built,
    look,
  );
  const show = (next: Name) => it.send({ type: 'state', state: WHITEBOARD_STATES[next] });
  await it.send(CONTENT);
  await show(name);
  return {
    ...it,
    show,
    text: async () => (await it.page.locator('#root').textContent()) ?? '',
    heard: () => it.page.locator('.heard[aria-live] p').textContent(),
    last: async () => (await it.sent()).at(-1),
  };
}

describe('the page beside a board', () => {
  it.each(['ready', 'drawing', 'reviewed'] as const)('holds the answers back: %s', async (name) => {
    const it = await open(name);
    await it.openAll();
    const text = await it.text();
    const points = TASK.phases.flatMap((phase) => phase.points);
    const box = await it.page.getByRole('checkbox').count();
    expect(box).toBe(0);
    expect(points.filter(({ say }) => text.includes(say.slice(0, 30)))).toEqual([]);
    for (const hidden of ['A block has two sub-layers', 'Why is there a feed-forward', 'Xiong']) {
      expect(text).not.toContain(hidden);
    }
    await it.close();
  });

  it('gives them at the end', async () => {
    const it = await open('finished');
    await it.openAll();
    const text = await it.text();
    for (const shown of ['A block has two sub-layers', 'Why is there a feed-forward', 'Xiong']) {
      expect(text).toContain(shown);
    }
    await it.close();
  });

  it('tells what was found, and asks for its elements on the board', async () => {
    const it = await open('drawing');
    await it.show('reviewed');
    const { result } = POOR_REVIEW;
    if (result.kind !== 'review') throw new Error(result.say);
    const text = await it.text();
    for (const { say } of result.findings) expect(text).toContain(say);
    expect(await it.heard()).toMatch(/to put right/);
    const [about] = result.findings.filter(({ elements }) => elements.length > 0);
    await it.page
      .getByRole('button', { name: /^Show on the board/ })
      .first()
      .click();
    expect(await it.last()).toEqual({ type: 'select', elements: about?.elements });
    await it.close();
  });

  it('says that nothing is wrong with the reference', async () => {
    expect(GOOD_REVIEW.result).toMatchObject({ kind: 'review', findings: [] });
    const it = await open('good');
    expect(await it.text()).toContain('Nothing is wrong.');
    await it.close();
  });

  it('says when the drawing has changed since, and asks for another review', async () => {
    const it = await open('stale');
    await it.page.getByRole('button', { name: 'Review it again' }).click();
    expect(await it.last()).toEqual({ type: 'command', command: 'review' });
    await it.close();
  });

  it('offers the reference only once the drawing was reviewed or the clock stands', async () => {
    const it = await open('ready');
    const reference = it.page.getByRole('button', { name: /reference/ });
    expect(await reference.count()).toBe(0);
    await it.show('drawing');
    expect(await reference.textContent()).toBe('Stop the clock and show the reference');
    await it.show('reviewed');
    expect(await reference.textContent()).toBe('Show the reference beside it');
    await reference.click();
    expect(await it.last()).toEqual({ type: 'command', command: 'reference' });
    await it.close();
  });

  it.each(['finished', 'revealed'] as const)('shows the points to tick: %s', async (name) => {
    const it = await open(name);
    await it.openAll();
    const unticked = it.page.getByRole('checkbox', { checked: false });
    await unticked.first().check();
    expect(await it.last()).toMatchObject({ type: 'tick-point', on: true });
    await it.close();
  });

  it('asks for nothing that its policy forbids', async () => {
    const it = await open('finished');
    await it.openAll();
    expect(await it.troubles()).toEqual([]);
    await it.close();
  });
});

describe.each(THEMES)('in %s', (theme) => {
  it('axe finds nothing in any state', { timeout: 120_000 }, async () => {
    const it = await open('ready', { theme, width: 320 });
    for (const name of NAMES) {
      await it.show(name);
      await it.openAll();
      expect(await violations(it.page, theme), name).toEqual([]);
      const widest = await it.page.evaluate(() => document.documentElement.scrollWidth);
      expect(widest, name).toBe(320);
    }
    await it.close();
  });
});
