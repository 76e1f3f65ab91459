/** What is answered aloud and designed, from outside: a round without a mouse, a deep dive, a design and its review. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

test.describe('a rapid-fire round', () => {
  test.use({ settings: { 'tensorDrills.round.questions': 3 } });

  test('without a mouse, left midway and gone on with', async ({ workbench }) => {
    const { keyboard } = workbench.page;
    await workbench.runCommand('Tensor Drills: Rapid-Fire Round');
    const page = await workbench.webview('.keys');
    await expect(page.getByText('3 questions, each to be answered aloud')).toBeVisible();
    await keyboard.press('Space');
    await expect(page.getByRole('timer')).toBeVisible();
    await expect(workbench.statusBarItem(/Answer \d+:\d\d/)).toBeVisible();
    await workbench.screenshot('round-question');
    await keyboard.press('Space');
    await expect(page.getByRole('heading', { name: 'Model answer' })).toBeVisible();
    await keyboard.press('a');
    await expect(page.getByRole('checkbox').first()).toBeChecked();
    await workbench.screenshot('round-answer');
    await keyboard.press('3');
    await expect(page.getByText('2 of 3', { exact: true })).toBeVisible();

    await workbench.runCommand('View: Close Editor');
    await expect(workbench.statusBarItem(/Answer/)).toBeVisible();
    await workbench.runCommand('Tensor Drills: Rapid-Fire Round');
    await workbench.pick(/Resume/);
    const again = await workbench.webview('.asked');
    await expect(again.getByText('Paused')).toBeVisible();
    for (const rating of ['4', '1']) {
      await keyboard.press('Space');
      await expect(again.getByRole('heading', { name: 'Model answer' })).toBeVisible();
      await keyboard.press(rating);
      await expect(again.getByRole('heading', { name: 'Model answer' })).toHaveCount(0);
    }
    await expect(again.getByText('3 questions answered')).toBeVisible();
    await expect(again.getByRole('row')).toHaveCount(4);
    await workbench.screenshot('round-end');

    await workbench.openViewContainer('Tensor Drills');
    await expect(workbench.row(/^Rapid-fire, 2 of \d+ done/)).toBeVisible();
  });
});

test('a deep dive keeps its answers until they are asked for', async ({ workbench }) => {
  await workbench.runCommand('Tensor Drills: Deep Dive');
  await workbench.pick(/./);
  const page = await workbench.webview('h1');
  await expect(page.getByText('Ready when you are')).toBeVisible();
  await expect(page.getByText('Model answer', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(workbench.statusBarItem(/Headline \d+:\d\d/)).toBeVisible();
  await workbench.screenshot('deep-dive');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { name: 'Debrief' })).toBeVisible();
  await page.getByRole('checkbox').first().click();
  await expect(page.getByText(/^1 of \d+/).first()).toBeVisible();
  await workbench.screenshot('deep-dive-debrief');
});

test('a system design: a file, a clock, and what is absent from it', async ({ workbench }) => {
  await workbench.runCommand('Tensor Drills: System Design');
  await workbench.pick(/./);
  const page = await workbench.webview('h1');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(workbench.statusBarItem(/Clarify \d+:\d\d/)).toBeVisible();
  // The cursor waits under the first step.
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.page.keyboard.insertText('How many users? Suppose 10 million, within 200 ms.\n');
  await page.getByRole('button', { name: 'Review design' }).click();
  await expect(page.getByText('No data strategy')).toBeVisible();
  await expect(page.getByText('Nothing clarified')).toHaveCount(0);
  await workbench.screenshot('design-review');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'No model choice' })
    .getByRole('button')
    .click();
  await expect(workbench.statusBarItem(/^Ln \d+/)).toBeVisible();
  await workbench.save();
  const folder = join(workbench.place.folder, 'tensor-drills', 'system-design');
  const [name = ''] = readdirSync(folder);
  await expect.poll(() => readFileSync(join(folder, name), 'utf8')).toContain('Suppose 10 million');
});
