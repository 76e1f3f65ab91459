/** The main job from outside: palette, code, the named mistake, the pass, the debrief. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRILL, drillFile, startDrill } from './drill.ts';
import { expect, test } from './fixtures.ts';

test('from the palette to the debrief', async ({ workbench }) => {
  const page = await startDrill(workbench);
  await expect(workbench.tab('lstm_cell.py')).toBeVisible();
  await expect(page.getByText('Ready when you are')).toBeVisible();

  await page.getByRole('button', { name: 'Start' }).click();
  await expect(workbench.statusBarItem(/Explain 0:0\d/)).toBeVisible();
  const point = page.getByRole('checkbox').first();
  await point.check();
  await expect(point).toBeChecked();
  await page.getByRole('button', { name: 'Next phase' }).click();
  await expect(workbench.statusBarItem(/Code 0:0\d/)).toBeVisible();

  await workbench.replaceText(drillFile('mistakes/candidate-activation.py'));
  await workbench.save();
  const found = page.getByRole('heading', { name: /candidate/i }).or(page.getByText(/candidate/i));
  await expect(found.first()).toBeVisible({ timeout: 30_000 });
  await expect(workbench.page.locator('.squiggly-error').first()).toBeVisible();
  await workbench.screenshot('drill-mistake');

  await workbench.replaceText(drillFile('solution.py'));
  await workbench.save();
  await expect(workbench.statusBarItem(/Close 0:\d\d/)).toBeVisible({ timeout: 30_000 });
  await expect(workbench.page.locator('.squiggly-error')).toHaveCount(0);

  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { name: 'Debrief' })).toBeVisible();
  await page.getByRole('radio', { name: 'Easy' }).check();
  await workbench.screenshot('drill-debrief');

  await workbench.openViewContainer('Tensor Drills');
  await expect(workbench.row(/LSTM cell, passed/)).toBeVisible();
});

test('an attempt outlives a reload, to the second', async ({ workbench }) => {
  const page = await startDrill(workbench);
  await page.getByRole('button', { name: 'Start' }).click();
  await workbench.replaceText('# Tensor Drills: lstm-cell\n# mine\n');
  await workbench.save();
  await expect(workbench.statusBarItem(/Explain 0:0[3-9]/)).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  const paused = (await workbench.statusBarItem(/Explain/).textContent()) ?? '';

  await workbench.open();
  const again = await workbench.webview('h1');
  await expect(again.getByRole('heading', { name: DRILL })).toBeVisible();
  await expect(again.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(workbench.statusBarItem(/Explain/)).toHaveText(paused);
  expect(
    readFileSync(join(workbench.place.folder, 'tensor-drills', 'lstm_cell.py'), 'utf8'),
  ).toContain('# mine');
});

test('a clock that ran when the window went away does not count the time away', async ({
  workbench,
}) => {
  const page = await startDrill(workbench);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(workbench.statusBarItem(/Explain 0:0[2-9]/)).toBeVisible();
  await workbench.page.goto('about:blank');
  // The window is gone for longer than it was there.
  await workbench.page.waitForTimeout(12_000);
  await workbench.open();
  const again = await workbench.webview('h1');
  await expect(again.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(workbench.statusBarItem(/Explain 0:0\d/)).toBeVisible();
});

test('a new attempt keeps the old file', async ({ workbench }) => {
  const page = await startDrill(workbench);
  await expect(page.getByText('Ready when you are')).toBeVisible();
  await workbench.replaceText('# Tensor Drills: lstm-cell\n# a first try\n');
  await workbench.save();
  await workbench.runCommand('Tensor Drills: Start Coding Drill');
  await workbench.pick(DRILL);
  await workbench.pick(/New attempt/);
  await expect(workbench.editor).toContainText('NotImplementedError');
  const archive = join(workbench.place.folder, 'tensor-drills', 'archive');
  await expect.poll(() => existsSync(archive) && readdirSync(archive).length).toBe(1);
  const [name = ''] = readdirSync(archive);
  expect(readFileSync(join(archive, name), 'utf8')).toContain('# a first try');
});
