/** A broken program from outside: found, repaired, broken anew, finished; by keyboard, through a reload, in every theme. */
import { linesOfMistake } from '../../src/core/debugging/lines.ts';
import { without } from '../../src/core/debugging/program.ts';
import { violations } from './access.ts';
import { brokenProgram } from './broken.ts';
import { expect, test } from './fixtures.ts';
import { KINDS } from './themes.ts';
import type { Workbench } from './workbench.ts';

async function startByKeyboard(workbench: Workbench) {
  const { keyboard } = workbench.page;
  await workbench.chord('d');
  await expect(workbench.quickInput.getByText('Debug a broken program')).toBeVisible();
  await keyboard.type('Stable softmax');
  await expect(workbench.quickInput.getByRole('option').first()).toContainText('Stable softmax');
  await keyboard.press('Enter');
  await expect(workbench.quickInput.getByText('2 mistakes')).toBeVisible();
  await keyboard.press('Enter');
  const page = await workbench.webview('#report-title');
  await expect(page.getByRole('heading', { name: 'What the author reports' })).toBeVisible();
  await expect(workbench.editor).toContainText('def log_softmax');
  return page;
}

test('a broken program is repaired by keyboard alone, through a reload', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  const page = await startByKeyboard(workbench);
  const program = brokenProgram(workbench.place);
  const [first, second] = program.planted;
  if (!first || !second) throw new Error('two mistakes were asked for');
  await workbench.screenshot('debug-ready');
  await workbench.enterEditor();
  await workbench.chord('p');
  await expect(workbench.statusBarItem(/Read \d+:\d\d/)).toBeVisible();

  await test.step('suspect a line', async () => {
    const [line = 1] = linesOfMistake(program, first.flag);
    await keyboard.press('Control+G');
    await keyboard.type(String(line));
    await keyboard.press('Enter');
    await workbench.enterEditor();
    await workbench.chord('l');
    await expect(page.getByRole('heading', { name: 'Suspicions 1' })).toBeVisible();
    await workbench.screenshot('debug-suspected');
  });

  await test.step('check, fix one, check', async () => {
    await workbench.chord('c');
    await expect(page.getByText('2 mistakes are left', { exact: true })).toBeVisible();
    await workbench.write(without(program, first.flag));
    await workbench.chord('c');
    await expect(page.getByText('1 mistake is left', { exact: true })).toBeVisible();
  });

  await test.step('a hint', async () => {
    await workbench.chord('h');
    await expect(page.getByRole('heading', { name: 'Where' })).toBeVisible();
  });

  await test.step('break something', async () => {
    await workbench.write(without(program, first.flag).replace('def softmax(', 'def soft_max('));
    await workbench.chord('c');
    await expect(page.getByRole('heading', { name: 'Newly broken' })).toBeVisible();
    await workbench.screenshot('debug-broken');
  });

  await test.step('reload in the middle', async () => {
    await workbench.reload();
    const again = await workbench.webview('#report-title');
    await expect(again.getByRole('heading', { name: 'Suspicions 1' })).toBeVisible();
    await expect(again.getByRole('heading', { name: 'Newly broken' })).toBeVisible();
    await workbench.write(program.base);
    await workbench.chord('c');
    await expect(
      again.getByText('Repaired: no mistakes are left, and nothing is broken', { exact: true }),
    ).toBeVisible();
    await expect(workbench.statusBarItem(/Close \d+:\d\d/)).toBeVisible();
    await workbench.chord('f');
    await expect(again.getByText('You found both mistakes')).toBeVisible();
    await expect(again.getByText(/1 of 1 suspicion was right/)).toBeVisible();
    await expect(again.locator('.diff')).toHaveCount(2);
  });
});

test('giving up tells everything, in every kind of theme and in a narrow panel', async ({
  workbench,
}) => {
  const page = await startByKeyboard(workbench);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('2 mistakes are left', { exact: true })).toBeVisible();
  await workbench.screenshot('debug-going');
  await page.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('button', { name: 'Show the mistakes' }).click();
  await expect(page.getByText('You found 0 of 2 mistakes')).toBeVisible();
  for (const theme of KINDS) {
    await workbench.setTheme(theme);
    expect(await violations(workbench), theme).toEqual([]);
    await workbench.screenshot(`debug-debrief-${theme.replaceAll(' ', '-')}`);
  }
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.setWindowSize(700, 800);
  const widths = () =>
    page.locator('html').evaluate((html) => [html.clientWidth, html.scrollWidth] as const);
  await expect.poll(async () => (await widths())[0]).toBeLessThanOrEqual(330);
  const [client, scroll] = await widths();
  expect(scroll).toBe(client);
  await workbench.screenshot('debug-narrow');
  await page.getByRole('button', { name: 'Compare with the original' }).click();
  await expect(workbench.tab(/Before it was broken/)).toBeVisible();
});
