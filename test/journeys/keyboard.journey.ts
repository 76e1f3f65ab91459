/** The main job without a mouse. */
import type { FrameLocator } from '@playwright/test';
import { DRILL, drillFile, drillMistake } from './drill.ts';
import { expect, test } from './fixtures.ts';
import { HistoryFile } from './history.ts';
import { AGAIN_MS, type Workbench } from './workbench.ts';

test('a drill from the palette to the checklist, by keyboard alone', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  await runByKeyboard(workbench, 'Tensor Drills: Begin a Coding Drill');
  await expect(
    workbench.quickInput.getByText('Begin a coding drill', { exact: true }),
  ).toBeVisible();
  await keyboard.type('lstm');
  await expect(workbench.quickInput.getByRole('option').first()).toContainText(DRILL);
  await keyboard.press('Enter');
  const page = await workbench.webview('h1');
  await expect(page.getByRole('heading', { name: DRILL })).toBeVisible();

  // The cursor is in the file already, on the first thing to write.
  await expect(workbench.page.locator('.monaco-editor.focused')).toBeVisible();
  await keyboard.type('pass  # typed');
  await expect(workbench.editor).toContainText('pass  # typed');
  await workbench.chord('p');
  await expect(workbench.statusBarItem(/Explain \d+:\d\d/)).toBeVisible();

  await workbench.enterPage();
  const point = page.getByRole('checkbox').first();
  await tabTo(workbench, page, 'input[type=checkbox]');
  await keyboard.press('Space');
  await expect(point).toBeChecked();
  await workbench.chord('n');
  await expect(workbench.statusBarItem(/Code \d+:\d\d/)).toBeVisible();
  await workbench.chord('h');
  await expect(page.getByRole('heading', { name: 'Hint 1' })).toBeVisible();

  await workbench.write(drillMistake('candidate-activation'));
  await expect(page.locator('.found h3').first()).toBeVisible();
  await keyboard.press('F8');
  await expect(workbench.page.locator('.marker-widget')).toContainText('Tensor Drills');
  await keyboard.press('Escape');

  await workbench.write(drillFile('solution.py'));
  await expect(workbench.statusBarItem(/Close \d+:\d\d/)).toBeVisible();
  await workbench.chord('f');
  await expect(page.getByRole('heading', { name: 'Debrief' })).toBeVisible();
  await workbench.enterPage();
  await tabTo(workbench, page, 'input[type=radio]');
  await keyboard.press('ArrowUp');
  const last = () => new HistoryFile(workbench.place).events().at(-1);
  await expect.poll(last).toMatchObject({ kind: 'attempt-rated' });

  // VS Code gives a page its focus back after the palette, sometimes so late that the list closes; people then open it again.
  await expect(async () => {
    await runByKeyboard(workbench, 'Tensor Drills: Tick or Untick Checklist Item');
    const list = workbench.quickInput;
    await expect(list.getByText('Tick or untick', { exact: true })).toBeVisible({
      timeout: AGAIN_MS,
    });
    await keyboard.type('bert');
    await expect(list.getByRole('option').first()).toContainText('BERT', { timeout: AGAIN_MS });
  }).toPass();
  await keyboard.press('Enter');
  await expect.poll(last).toMatchObject({ kind: 'item-ticked', item: 'bert-gpt', on: true });
});

async function runByKeyboard(workbench: Workbench, title: string): Promise<void> {
  const palette = await workbench.openPalette(title);
  await expect(palette.getByRole('option').first()).toContainText(title);
  await workbench.page.keyboard.press('Enter');
}

/** Presses Tab until something that the selector matches has the focus. */
async function tabTo(workbench: Workbench, page: FrameLocator, selector: string): Promise<void> {
  const focused = page.locator(`:focus:is(${selector})`);
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await focused.count()) > 0) return;
    await workbench.page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${selector}.`);
}
