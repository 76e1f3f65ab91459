/** The page of a mock interview in a real browser: by keyboard, for eyes and screen readers, in every theme. */
import { describe, expect, it } from 'vitest';
import type { FromMockPage, MockPageState, ToMockPage } from '../../src/protocol/mock-page.ts';
import { faults } from './access.ts';
import { tabOf, type Look } from './browser.ts';
import { mock, MOCK_STATES } from './mock-states.ts';

const tab = tabOf<FromMockPage, ToMockPage>('mock');

async function open(state: MockPageState, look: Look = {}) {
  const it = await tab.open(look);
  await it.send({ type: 'mock', mock });
  const show = (next: MockPageState) => it.send({ type: 'state', state: next });
  await show(state);
  const heard = () => it.page.locator('.heard[aria-live] p').textContent();
  const press = async (name: string | RegExp) => {
    const button = it.page.getByRole('button', { name }).first();
    await button.focus();
    await it.page.keyboard.press('Enter');
  };
  return { ...it, show, heard, press, last: async () => (await it.sent()).at(-1) };
}

const command = (name: string) => ({ type: 'command', command: name });

describe('from the first part to the scorecard', () => {
  it('asks nothing before the part is begun, and shows no answer before the end', async () => {
    const it = await open(MOCK_STATES.ready);
    const text = () => it.page.locator('body').innerText();
    const title = mock.parts[0]?.title ?? '';
    expect(await text()).not.toContain(title);
    await it.press(/^Start this part/);
    expect(await it.last()).toEqual(command('start'));
    await it.show(MOCK_STATES.asking);
    expect(await text()).toContain('What is a KV cache');
    expect(await text()).not.toContain('bandwidth');
    await it.press('End this part');
    expect(await it.last()).toEqual(command('finish'));
    await it.show(MOCK_STATES.between);
    expect(await it.heard()).toBe('Next: Coding.');
    expect(await text()).toContain(title);
  });

  it('shows one clock above all, and says when it is over time', async () => {
    const it = await open(MOCK_STATES.coding);
    expect(await it.page.getByRole('timer').textContent()).toBe('31:48');
    expect(await it.page.locator('.clock').innerText()).toContain('over time');
    await it.press('Open lstm_cell.py');
    expect(await it.last()).toEqual(command('open-file'));
    await it.press('End the interview now');
    expect(await it.last()).toEqual(command('end'));
  });

  it('lets each part be ticked and rated, the mistakes admitted, and the card exported', async () => {
    const it = await open(MOCK_STATES.coding);
    await it.show(MOCK_STATES.over);
    expect(await it.heard()).toBe('The interview is over.');
    await it.openAll();
    await it.page.locator('#part-rapid-fire-kv-cache .points input').first().check();
    expect(await it.last()).toEqual({
      ...{ type: 'tick-point', point: 'what', on: true, attempt: 'one' },
    });
    await it.page.locator('#part-lstm-cell').getByText('I was lost').click();
    expect(await it.last()).toEqual({ type: 'rate', rating: 1, attempt: 'two' });
    expect(await it.page.locator('#part-lstm-cell').innerText()).toContain('does not use tanh');
    const admitted = it.page.locator('input[id^="general-"]');
    expect(await admitted.first().isChecked()).toBe(true);
    await admitted.nth(1).check();
    expect(await it.last()).toMatchObject({ type: 'mistake', on: true });
    await it.press('LSTM cell (coding drill)');
    expect(await it.last()).toEqual({ type: 'open-next', index: 0 });
    await it.press('Export as Markdown');
    expect(await it.last()).toEqual(command('export'));
    expect(await it.troubles()).toEqual([]);
  });
});

it('keeps what was ticked and chosen until the host has carried it out', async () => {
  const it = await open(MOCK_STATES.over);
  const show = (carriedOut: number) =>
    it.send({ ...{ type: 'state', state: MOCK_STATES.over }, carriedOut } as ToMockPage);
  await it.openAll();
  const box = it.page.locator('input[id^="general-"]').nth(1);
  const choice = it.page.locator('#part-lstm-cell').getByLabel('I was lost');
  const before = (await it.sent()).length;
  await box.check();
  await choice.check();
  const shown = async () => [await box.isChecked(), await choice.isChecked()];
  await show(before);
  expect(await shown()).toEqual([true, true]);
  // This host took no notice.
  await show(before + 1);
  expect(await shown()).toEqual([false, true]);
  await show(before + 2);
  expect(await shown()).toEqual([false, false]);
});

it('has no fault in any state and theme, narrow and with everything opened', async () => {
  const it = await open(MOCK_STATES.ready, { width: 320 });
  for (const [name, state] of Object.entries(MOCK_STATES)) {
    await it.show(state);
    await it.openAll();
    expect(await faults(it.page), name).toEqual([]);
  }
  expect(await it.troubles()).toEqual([]);
});
