/** Output sizes by keyboard, for screen readers and in every theme, in a real browser. */
import { describe, expect, it } from 'vitest';
import { formatAnswer } from '../../src/core/clinics/answer.ts';
import type {
  ClinicPageState,
  FromClinicPage,
  ToClinicPage,
} from '../../src/protocol/clinic-page.ts';
import { faults } from './access.ts';
import { tabOf, type Look } from './browser.ts';
import { SIZES, sizes, sizesState } from './clinic-states.ts';

const tab = tabOf<FromClinicPage, ToClinicPage>('clinic');

async function open(state: ClinicPageState, look: Look = {}) {
  const it = await tab.open(look);
  await it.send({ type: 'clinic', clinic: sizes });
  await it.send({ type: 'state', state });
  return { ...it, state: (next: ClinicPageState) => it.send({ type: 'state', state: next }) };
}

describe('a question', () => {
  it('is answered by keyboard alone, and the next one follows', async () => {
    const it = await open(SIZES.first);
    const { page } = it;
    await page.getByRole('textbox').focus();
    const { next } = SIZES.first.round ?? {};
    if (!next) throw new Error('no question');
    await page.keyboard.type(formatAnswer(next.answer));
    await page.keyboard.press('Enter');
    expect((await it.sent()).at(-1)).toEqual({
      type: 'answer',
      question: next.id,
      given: formatAnswer(next.answer),
    });
    await it.state(SIZES.right);
    expect(await page.getByText('Right', { exact: true }).isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Next question');
    expect(await page.locator('[aria-live=polite]').textContent()).toBe('Right.');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('given');
    expect(await page.getByRole('heading', { name: 'Question 2' }).isVisible()).toBe(true);
    expect(await it.troubles()).toEqual([]);
  });

  it('gets a sentence for an answer that cannot be read, and nothing is sent', async () => {
    const it = await open(SIZES.first);
    await it.page.getByRole('textbox').fill('about that');
    await it.page.keyboard.press('Enter');
    expect(await it.page.locator('#why').textContent()).toMatch(/cannot be read as .* Type/);
    expect((await it.sent()).map(({ type }) => type)).toEqual(['ready']);
  });

  it('shows the worked solution on a miss, with the rule', async () => {
    const it = await open(SIZES.missed);
    const last = SIZES.missed.round?.answers.at(-1)?.question;
    const text = await it.page.locator('.solution').textContent();
    expect(text).toContain(formatAnswer(last?.answer ?? { kind: 'number', value: 0 }));
    for (const line of [...(last?.rule ?? []), ...(last?.steps ?? [])])
      expect(text).toContain(line);
    expect(await it.page.getByText('Not right').isVisible()).toBe(true);
  });

  it('is still there, after the result was passed, when the window reloads', async () => {
    const memory = { subject: sizes.id, attempt: 'attempt-1', open: { 'past-1': true }, scroll: 0 };
    const it = await open(SIZES.right, { memory });
    expect(await it.page.getByRole('heading', { name: 'Question 2' }).isVisible()).toBe(true);
  });

  it('offers to finish after ten, and the end tells what was missed', async () => {
    const it = await open(SIZES.whole);
    await it.page.getByRole('button', { name: 'Finish the round' }).click();
    expect((await it.sent()).at(-1)).toEqual({ type: 'command', command: 'finish' });
    await it.state(SIZES.finished);
    expect(await it.page.locator('.result').textContent()).toContain('8 of 10 questions right');
    expect(await it.page.locator('.list > details').count()).toBe(2);
    await it.page.getByText('It went well').click();
    expect((await it.sent()).at(-1)).toEqual({ type: 'rate', rating: 3 });
  });
});

describe('for everybody', () => {
  it('has no fault in any state and theme, narrow or wide', async () => {
    const it = await open(SIZES.ready);
    for (const [name, state] of Object.entries(SIZES)) {
      await it.state(state);
      await it.openAll();
      for (const width of [320, 700]) {
        await it.page.setViewportSize({ width, height: 800 });
        expect(await faults(it.page), `${name}, ${width} pixels`).toEqual([]);
      }
    }
    expect(await it.troubles()).toEqual([]);
  });

  it('what draws charts comes only when there is one', async () => {
    const it = await open(sizesState('r'));
    const asked = await it.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(asked.filter((name) => name.includes('plot') || name.includes('uPlot'))).toEqual([]);
  });
});
