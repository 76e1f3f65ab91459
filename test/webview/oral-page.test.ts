/** The page of deep dives, unknown questions and system designs in a real browser. */
import { describe, expect, it } from 'vitest';
import {
  ORAL_COMMANDS,
  type FromOralPage,
  type OralPageState,
  type ToOralPage,
} from '../../src/protocol/oral-page.ts';
import { faults } from './access.ts';
import { tabOf, type Look } from './browser.ts';
import { contentOf, FOUND, ORAL_STATES, oralState } from './oral-states.ts';
import { attemptOf, NOW, pack } from './states.ts';

const tab = tabOf<FromOralPage, ToOralPage>('oral');

type Name = keyof typeof ORAL_STATES;

async function open(name: Name, look: Look = {}) {
  const it = await tab.open(look);
  const state = (next: OralPageState) => it.send({ type: 'state', state: next });
  const show = async (next: Name) => {
    await it.send(contentOf(next));
    await state(ORAL_STATES[next]);
  };
  await show(name);
  return {
    ...it,
    show,
    state,
    text: async () => (await it.page.locator('#root').textContent()) ?? '',
    heard: () => it.page.locator('.heard[aria-live] p').textContent(),
    last: async () => (await it.sent()).at(-1),
  };
}

describe('before the answer was given', () => {
  it('holds every answer back', async () => {
    const it = await open('ready');
    for (const name of ['ready', 'headline', 'detail', 'design-ready'] as const) {
      await it.show(name);
      await it.openAll();
      const text = await it.text();
      for (const hidden of [
        'First point',
        'The model answer',
        'just a trick',
        'A sum',
        'He et al.',
      ]) {
        expect(text, name).not.toContain(hidden);
      }
    }
  });

  it('lets a prompt surface at its second, and says it to screen readers once', async () => {
    const it = await open('headline');
    await it.page.clock.pauseAt(NOW + 3_600_000);
    await it.show('headline');
    expect(await it.page.locator('.now').textContent()).not.toContain('Shall I go deeper');
    await it.page.clock.runFor(3_500);
    expect(await it.page.locator('.now [role=status]').textContent()).toContain(
      'Shall I go deeper into the answer in 30 seconds?',
    );
    await it.page.clock.runFor(15_000);
    expect(await it.page.locator('.now [role=status]').textContent()).toBe('Now: Name a number.');
  });

  it('opens the interviewer’s answers one by one', async () => {
    const it = await open('design-ready');
    await it.page.locator('#clarifying > summary').click();
    expect(await it.text()).not.toContain('Answer 1: 10 million.');
    await it.page.locator('#clarify-0 > summary').click();
    expect(await it.text()).toContain('Answer 1: 10 million.');
    expect(await it.text()).not.toContain('Answer 2: 10 million.');
  });
});

describe('by keyboard alone', () => {
  it('goes from Start over the reveal to how it felt', async () => {
    const it = await open('ready');
    const { keyboard } = it.page;
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 60; i += 1) {
        const at = await it.page.evaluate(() => {
          const one = document.activeElement;
          return one?.textContent || one?.closest('label, li')?.textContent || '';
        });
        if (at.startsWith(name)) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await tabTo('Start');
    await keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'command', command: 'start' });
    await it.show('detail');
    expect(await it.heard()).toContain('Detail: 1:50–2:40.');
    await tabTo('Pause the clock and show the answers');
    await keyboard.press('Enter');
    expect(await it.last()).toEqual({ type: 'command', command: 'reveal' });
    await it.show('revealed');
    expect(await it.heard()).toBe('The clock is paused. The answers are shown.');
    await tabTo('First point of Detail');
    await keyboard.press('Space');
    expect(await it.last()).toEqual({ type: 'tick-point', point: 'detail-one', on: true });
    await it.show('finished');
    expect(await it.heard()).toBe('Finished. The debrief is open.');
    await it.page.locator('h2:has-text("Debrief")').focus();
    await tabTo('Hard');
    await keyboard.press('ArrowDown');
    expect(await it.last()).toEqual({ type: 'rate', rating: 3 });
    expect(await it.troubles()).toEqual([]);
  });
});

describe('after the answer', () => {
  it('opens what belongs to the phase, and folds what is still to be said', async () => {
    const it = await open('revealed');
    const text = await it.text();
    expect(text).toContain('The model answer to Detail.');
    expect(text).not.toContain('The model answer to Trade-offs.');
  });

  it('shows the sizing of a design with its formulas, and no such section elsewhere', async () => {
    const it = await open('design-finished');
    await it.openAll();
    const figures = it.page.locator('#sizing li');
    expect(await figures.allTextContents()).toEqual([
      'Posts a day: 10 million postsposts = 10e6',
      'Posts a second: 116 a secondposts_a_second = posts / 86400',
    ]);
    await it.show('finished');
    expect(await it.page.locator('#sizing').count()).toBe(0);
  });

  it('shows all of every design in a narrow view, the longest formula too', async () => {
    const it = await open('design-finished', { width: 320 });
    for (const { oral } of pack.orals.filter(({ oral }) => oral.kind === 'system-design')) {
      await it.send({ type: 'oral', oral, practice: [], shortcuts: {} });
      await it.state(ORAL_STATES['design-finished']);
      await it.openAll();
      expect(await it.page.locator('#sizing li').count()).toBe(oral.sizing.length);
      const wide = await it.page.evaluate(() => document.documentElement.scrollWidth);
      expect([oral.id, wide]).toEqual([oral.id, 320]);
    }
  });

  it('debriefs times, points missed and the next thing', async () => {
    const it = await open('finished');
    const text = await it.text();
    expect(text).toContain('3:50 in all, 3 of 8 points ticked.');
    expect(text).toContain('5 points not ticked');
    expect(text).toContain('Next: KV-cache (deep dive). Due today');
    await it.show('unknown');
    expect(await it.text()).toContain('An honest answer that stays on the surface');
  });

  it('has a control for every command and links to other exercises', async () => {
    const it = await open('ready');
    for (const name of Object.keys(ORAL_STATES) as Name[]) {
      await it.show(name);
      await it.openAll();
      await it.page.evaluate(() =>
        document
          .querySelectorAll<HTMLElement>('main button, .clock button')
          .forEach((one) => one.click()),
      );
    }
    const paused = { phase: 'detail', started: true, finished: true };
    const aways = [{ id: 'a', phase: 'detail', ms: 200_000, counted: false }];
    await it.state(oralState({ attempt: attemptOf({ ...paused, aways }) }));
    const sent = await it.sent();
    const commands = new Set(sent.flatMap((one) => (one.type === 'command' ? [one.command] : [])));
    // Going back is a key and a command; the page of what is spoken has no button for it.
    const wanted = ORAL_COMMANDS.filter((one) => one !== 'previous-phase');
    expect([...commands].sort()).toEqual([...wanted].sort());
    expect(sent).toContainEqual({ type: 'open', exercise: 'resnet-block' });
  });
});

describe('the review of a design', () => {
  it('names what is absent, leads to its line, and says how honest it is', async () => {
    const it = await open('design-ready');
    await it.show('design-reviewed');
    expect(await it.heard()).toContain(`${FOUND.length} things are missing.`);
    expect(await it.text()).toContain('but does not judge what you wrote');
    expect(await it.page.locator('.findings li').count()).toBe(FOUND.length);
    await it.page.locator('.findings button').nth(1).click();
    expect(await it.last()).toEqual({ type: 'open-line', line: FOUND[1]?.line });
    await it.show('design-good');
    expect(await it.text()).toContain('Your design covers everything this review looks for.');
  });
});

it('has no fault in any state and theme, narrow and with everything opened', async () => {
  const it = await open('ready', { width: 320 });
  for (const name of Object.keys(ORAL_STATES) as Name[]) {
    await it.show(name);
    await it.openAll();
    expect(await faults(it.page), name).toEqual([]);
  }
  expect(await it.troubles()).toEqual([]);
});

it('comes back after a reload as it was, and begins anew with another attempt', async () => {
  const it = await open('finished');
  await it.page.locator('#papers > summary').click();
  const memory = await it.memory();
  expect(memory).toMatchObject({ subject: 'deep-dive/why-residuals', open: { papers: true } });
  const again = await open('finished', { memory });
  expect(await again.page.locator('#papers').getAttribute('open')).not.toBeNull();
  const fresh = attemptOf({ phase: 'headline', started: true, since: NOW }, { id: 'attempt-2' });
  await again.state(oralState({ attempt: fresh }));
  expect(await again.memory()).toMatchObject({ attempt: 'attempt-2', open: {} });
});
