/** The clinics from outside: an answer that is worked out, and a run that is found out. */
import { expect, test } from './fixtures.ts';

test('output sizes: an answer is checked exactly, and survives a reload', async ({ workbench }) => {
  await workbench.runCommand('Tensor Drills: Open a Clinic');
  await workbench.pick(/Output sizes/);
  const page = await workbench.webview('#given');
  await expect(page.getByRole('heading', { name: /Question 1/ })).toBeVisible();
  await page.getByRole('textbox').fill('no idea');
  await page.getByRole('textbox').press('Enter');
  await expect(page.getByText(/cannot be read as/)).toBeVisible();
  // What the first question asks for differs from round to round.
  const asksForShape = (await page.getByLabel('Shape', { exact: true }).count()) > 0;
  await page.getByRole('textbox').fill(asksForShape ? '1x1x1' : '1');
  await page.getByRole('textbox').press('Enter');
  await expect(page.getByText('Not right', { exact: true })).toBeVisible();
  await expect(page.getByText('With the numbers')).toBeVisible();
  await expect(workbench.statusBarItem(/Clinic \d+:\d\d/)).toBeVisible();
  await workbench.screenshot('clinic-sizes');
  await page.getByRole('button', { name: 'Next question' }).click();
  await expect(page.getByRole('heading', { name: /Question 2/ })).toBeVisible();

  await workbench.reload();
  const again = await workbench.webview('#given');
  await expect(again.getByRole('heading', { name: /Question 2/ })).toBeVisible();
  await expect(again.getByText('0 of 1 right')).toBeVisible();
  await again.getByRole('button', { name: 'Finish' }).click();
  await expect(again.getByText('0 of 1 question right')).toBeVisible();
});

test('a run: measured, named, and the repaired one beside it', async ({ workbench }) => {
  await workbench.runCommand('Tensor Drills: Open a Clinic');
  // The list is long, so people type.
  await expect(workbench.quickInput.getByText('Output sizes')).toBeVisible();
  await workbench.page.keyboard.insertText('Down to 1.8');
  await workbench.pick(/Down to 1.8/);
  const page = await workbench.webview('.ordering');
  // What draws comes as a file of its own, under the policy of a real webview.
  await expect(page.locator('.plot canvas').first()).toBeVisible();
  await page.getByRole('button', { name: 'Move up, now number 2' }).click();
  await page.getByRole('button', { name: 'The norm of the gradient' }).click();
  await expect(page.locator('.measured canvas')).toBeVisible();
  await workbench.screenshot('clinic-run');
  await page.getByRole('radio', { name: /too small for sums/ }).click();
  await page.getByRole('radio', { name: /Clip the gradient/ }).click();
  await page.getByRole('button', { name: 'Name the cause and fix' }).click();
  await expect(page.getByText('That would help, but it is not the cause.')).toBeVisible();
  await page.getByRole('radio', { name: /gradient is enormous/ }).click();
  await page.getByRole('button', { name: 'Name the cause and fix' }).click();
  await expect(page.getByText('Cause and fix named on try 2')).toBeVisible();
  await expect(page.locator('.pair canvas')).toHaveCount(2);
  await workbench.screenshot('clinic-debrief');
  await page.getByText('It went well').click();
  await workbench.openViewContainer('Tensor Drills');
  await expect(workbench.row(/^Clinics, 1 of \d+ done/)).toBeVisible();
});
