/** The page beside a board in a real browser. */
import { describe, expect, it } from 'vitest';
import type { FromWhiteboardPage, ToWhiteboardPage } from '../../src/protocol/whiteboard-page.ts';
import { faults } from './access.ts';
import { tabOf, type Look } from './browser.ts';
import { CONTENT, GOOD_REVIEW, POOR_REVIEW, TASK, WHITEBOARD_STATES } from './whiteboard-states.ts';

const tab = tabOf<FromWhiteboardPage, ToWhiteboardPage>('whiteboard');

type Name = keyof typeof WHITEBOARD_STATES;
const NAMES = Object.keys(WHITEBOARD_STATES) as Name[];

async function open(name: Name, look: Look = {}) {
  const it = await tab.open(look);
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
  it('holds the answers back', async () => {
    const it = await open('ready');
    const points = TASK.phases.flatMap((phase) => phase.points);
    for (const name of ['ready', 'drawing', 'reviewed'] as const) {
      await it.show(name);
      await it.openAll();
      const text = await it.text();
      const box = await it.page.getByRole('checkbox').count();
      expect(box, name).toBe(0);
      expect(points.filter(({ say }) => text.includes(say.slice(0, 30)))).toEqual([]);
      for (const hidden of ['A block has two sub-layers', 'Why is there a feed-forward', 'Xiong']) {
        expect(text, name).not.toContain(hidden);
      }
    }
  });

  it('gives them at the end', async () => {
    const it = await open('finished');
    await it.openAll();
    const text = await it.text();
    for (const shown of ['A block has two sub-layers', 'Why is there a feed-forward', 'Xiong']) {
      expect(text).toContain(shown);
    }
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
  });

  it('says that nothing is wrong with the reference', async () => {
    expect(GOOD_REVIEW.result).toMatchObject({ kind: 'review', findings: [] });
    const it = await open('good');
    expect(await it.text()).toContain('Nothing is wrong.');
  });

  it('says when the drawing has changed since, and asks for another review', async () => {
    const it = await open('stale');
    await it.page.getByRole('button', { name: 'Review it again' }).click();
    expect(await it.last()).toEqual({ type: 'command', command: 'review' });
  });

  it('offers the reference only once the drawing was reviewed or the clock stands', async () => {
    const it = await open('ready');
    const reference = it.page.getByRole('button', { name: /reference/ });
    expect(await reference.count()).toBe(0);
    await it.show('drawing');
    expect(await reference.textContent()).toBe('Pause the clock and show the reference');
    await it.show('reviewed');
    expect(await reference.textContent()).toBe('Show the reference beside it');
    await reference.click();
    expect(await it.last()).toEqual({ type: 'command', command: 'reference' });
  });

  it.each(['finished', 'revealed'] as const)('shows the points to tick: %s', async (name) => {
    const it = await open(name);
    await it.openAll();
    const unticked = it.page.getByRole('checkbox', { checked: false });
    await unticked.first().check();
    expect(await it.last()).toMatchObject({ type: 'tick-point', on: true });
  });

  it('asks for nothing that its policy forbids', async () => {
    const it = await open('finished');
    await it.openAll();
    expect(await it.troubles()).toEqual([]);
  });
});

it('has no fault in any state and theme, narrow and with everything opened', async () => {
  const it = await open('ready', { width: 320 });
  for (const name of NAMES) {
    await it.show(name);
    await it.openAll();
    expect(await faults(it.page), name).toEqual([]);
  }
});
