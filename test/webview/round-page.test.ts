/** The page of a rapid-fire round in a real browser: by keyboard alone, for eyes and screen readers, in every theme. */
import { describe, expect, it } from 'vitest';
import type { FromRoundPage, RoundPageState, ToRoundPage } from '../../src/protocol/round-page.ts';
import { ROUND_COMMANDS } from '../../src/protocol/round-page.ts';
import { faults } from './access.ts';
import { tabOf, type Look } from './browser.ts';
import { round, ROUND_STATES, roundState, spoke } from './round-states.ts';
import { NOW } from './states.ts';

const tab = tabOf<FromRoundPage, ToRoundPage>('round');

async function open(state: RoundPageState, look: Look = {}) {
  const it = await tab.open(look);
  await it.send({ type: 'round', round });
  const show = (next: RoundPageState) => it.send({ type: 'state', state: next });
  await show(state);
  const heard = () => it.page.locator('.heard[aria-live] p').textContent();
  return { ...it, show, heard, last: async () => (await it.sent()).at(-1) };
}

const command = (name: string) => ({ type: 'command', command: name });

describe('by keyboard alone', () => {
  it('goes from the start to the end of a round', async () => {
    const it = await open(ROUND_STATES.ready);
    const { keyboard } = it.page;
    await keyboard.press('Space');
    expect(await it.last()).toEqual(command('start'));

    await it.show(ROUND_STATES.asking);
    expect(await it.heard()).toBe(`Question 1 of 3. ${round.questions[0]?.ask}`);
    await keyboard.press('p');
    expect(await it.last()).toEqual(command('pause'));
    await it.show(ROUND_STATES.paused);
    await keyboard.press('P');
    expect(await it.last()).toEqual(command('resume'));
    await keyboard.press('Enter');
    expect(await it.last()).toEqual(command('reveal'));

    await it.show(ROUND_STATES.revealed);
    expect(await it.heard()).toBe('Stopped at 0:42, on time. The answer is shown.');
    await keyboard.press('b');
    expect(await it.last()).toEqual({ type: 'tick-point', point: 'gradient', on: true });
    await keyboard.press('a');
    expect(await it.last()).toEqual({ type: 'tick-point', point: 'linear', on: false });
    await keyboard.press('i');
    expect(await it.page.locator('#probe-0').textContent()).toContain('depends on the loss');
    await keyboard.press('3');
    expect(await it.last()).toEqual({ type: 'rate', attempt: 'one', rating: 3 });

    await it.show(ROUND_STATES.over);
    expect(await it.heard()).toContain('Question 2 of 3');
    await keyboard.press('q');
    expect(await it.last()).toEqual(command('end'));
    await it.show(ROUND_STATES.end);
    expect(await it.heard()).toBe('The round is over.');
    await keyboard.press('r');
    expect(await it.last()).toEqual(command('repeat'));
    await keyboard.press('n');
    expect(await it.last()).toEqual(command('new-round'));
    expect(await it.troubles()).toEqual([]);
  });

  it('leaves keys alone that mean something else', async () => {
    const it = await open(ROUND_STATES.revealed);
    const { keyboard } = it.page;
    const before = (await it.sent()).length;
    await keyboard.press('Control+b');
    // The second key of a chord of the editor, such as Shift+Alt+P, then B.
    await keyboard.press('Shift+Alt+P');
    await keyboard.press('b');
    await keyboard.down('1');
    expect(await it.last()).toEqual({ type: 'rate', attempt: 'one', rating: 1 });
    await keyboard.down('1');
    await keyboard.up('1');
    expect((await it.sent()).length).toBe(before + 1);
    await it.page.locator('#point-variants').focus();
    await keyboard.press('Space');
    expect(await it.last()).toEqual({ type: 'tick-point', point: 'variants', on: true });
  });
});

describe('by mouse', () => {
  it('has a button for every command, a checkbox for every point, a button for every rating', async () => {
    const it = await open(ROUND_STATES.ready);
    for (const state of Object.values(ROUND_STATES)) {
      await it.show(state);
      await it.openAll();
      await it.page.evaluate(() => {
        document
          .querySelectorAll<HTMLElement>('main button, main input')
          .forEach((one) => one.click());
      });
    }
    const sent = await it.sent();
    const commands = sent.flatMap((one) => (one.type === 'command' ? [one.command] : []));
    expect([...new Set(commands)].sort()).toEqual([...ROUND_COMMANDS].sort());
    const ratings = sent.flatMap((one) => (one.type === 'rate' ? [one.rating] : []));
    expect([...new Set(ratings)]).toEqual([1, 2, 3, 4]);
    expect(sent).toContainEqual({ type: 'open', exercise: 'resnet-block' });
    expect(sent).toContainEqual({ type: 'tick-point', point: 'variants', on: true });
  });
});

describe('what is shown', () => {
  it('holds back everything of the answer while the clock runs', async () => {
    const it = await open(ROUND_STATES.asking);
    const text = await it.page.locator('#root').textContent();
    expect(text).toContain('Why does a network need');
    for (const hidden of ['affine', 'model answer', 'faster', 'output', 'ResNet block']) {
      expect(text?.toLowerCase()).not.toContain(hidden.toLowerCase());
    }
  });

  it('runs the clock from the host’s time and says when the band is over', async () => {
    const it = await open(ROUND_STATES.ready);
    await it.page.clock.pauseAt(NOW + 3_600_000);
    await it.show(roundState({ stage: 'asking', attempt: spoke(0, 'one', {}, true) }));
    expect(await it.page.locator('.time').textContent()).toBe('0:00');
    await it.page.clock.runFor(61_500);
    expect(await it.page.locator('.time').textContent()).toBe('1:01');
    expect(await it.page.locator('.facts').textContent()).toContain('Over time');
  });

  it('tells times, points missed, and what comes back when', async () => {
    const it = await open(ROUND_STATES.end);
    const text = await it.page.locator('main').textContent();
    expect(text).toContain('3 questions answered: 1 on time, 6 of 10 key points said.');
    expect(text).toContain('Fewer key heads');
    expect(await it.page.locator('tbody tr').count()).toBe(3);
    expect(await it.page.locator('tbody tr').nth(0).textContent()).toContain('in 3 days');
    expect(await it.page.locator('tbody tr').nth(1).textContent()).toContain('tomorrow');
    expect(await it.page.locator('svg.round-times').getAttribute('aria-label')).toBe(
      'Your times against the recommended ones: 1 of 3 were on time.',
    );
    await it.show(ROUND_STATES['ended-early']);
    expect(await it.page.locator('main').textContent()).toContain('0 of 3 questions answered.');
    expect(await it.page.locator('table, svg.round-times').count()).toBe(0);
  });

  it('comes back after a reload as it was', async () => {
    const it = await open(ROUND_STATES.revealed);
    await it.page.locator('#more > summary').click();
    const memory = await it.memory();
    expect(memory).toMatchObject({ subject: 'round-1', attempt: 'one', open: { more: true } });
    const again = await open(ROUND_STATES.revealed, { memory });
    expect(await again.page.locator('#more').getAttribute('open')).not.toBeNull();
  });
});

it('has no fault in any state and theme, narrow and with everything opened', async () => {
  const it = await open(ROUND_STATES.ready, { width: 320 });
  for (const [name, state] of Object.entries(ROUND_STATES)) {
    await it.show(state);
    await it.openAll();
    expect(await faults(it.page), name).toEqual([]);
  }
  expect(await it.troubles()).toEqual([]);
});

it('moves for nobody who wants no motion, and shows its bars in forced colours', async () => {
  const it = await open(ROUND_STATES.end);
  await it.page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  const moving = await it.page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter(
        (one) => getComputedStyle(one).transitionDuration !== '0s',
      ).length,
  );
  expect(moving).toBe(0);
  const fill = await it.page
    .locator('.round-times .fill')
    .first()
    .evaluate((one) => getComputedStyle(one).fill);
  const back = await it.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(fill).not.toBe(back);
});

it('keeps the focus when a state replaces what had it', async () => {
  const it = await open(ROUND_STATES.asking);
  await it.page.locator('button:has-text("Stop and see")').focus();
  await it.show(ROUND_STATES.revealed);
  const at = await it.page.evaluate(() => document.activeElement?.tagName);
  expect(at).not.toBe('BODY');
});
