/** The pictures of the walkthrough: each exercise in progress, in as small a window as is readable. */
import { linesOfMistake } from '../../src/core/debugging/lines.ts';
import { openBoard } from './board.ts';
import { brokenProgram } from './broken.ts';
import { drillMistake, startDrill } from './drill.ts';
import { expect, test } from './fixtures.ts';
import { someDays, takeForWalkthrough, TIDY, told } from './picture.ts';

test.use({
  settings: { ...TIDY, 'editor.fontSize': 13 },
  viewport: { width: 900, height: 560 },
});

test.beforeEach(({ newWorkbench: workbench }) =>
  workbench.runCommand('View: Toggle Primary Side Bar Visibility'),
);

test('drill', async ({ newWorkbench: workbench }) => {
  const page = await startDrill(workbench);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await takeForWalkthrough(workbench, 'drill');
});

test('check', async ({ newWorkbench: workbench }) => {
  const page = await startDrill(workbench);
  await workbench.write(drillMistake('candidate-activation'));
  await expect(page.locator('.found h3').first()).toBeInViewport();
  await takeForWalkthrough(workbench, 'check');
});

test('debug', async ({ newWorkbench: workbench }) => {
  await workbench.runCommand('Tensor Drills: Debug a Broken Program');
  await workbench.search('Stable softmax');
  await workbench.pick('2 mistakes');
  const page = await workbench.webview('#report-title');
  await page.getByRole('button', { name: 'Start' }).click();
  await workbench.enterEditor();
  const program = brokenProgram(workbench.place);
  const [line = 1] = linesOfMistake(program, program.planted[0]?.flag ?? '');
  await workbench.page.keyboard.press('Control+G');
  await workbench.page.keyboard.type(String(line));
  await workbench.page.keyboard.press('Enter');
  await workbench.enterEditor();
  await workbench.chord('l');
  await expect(page.getByRole('heading', { name: 'Suspicions 1' })).toBeVisible();
  await workbench.chord('c');
  await expect(page.getByText('2 mistakes are left', { exact: true })).toBeInViewport();
  await takeForWalkthrough(workbench, 'debug');
});

test('round', async ({ newWorkbench: workbench }) => {
  await workbench.runCommand('Tensor Drills: Rapid-Fire Round');
  const page = await workbench.webview('.keys');
  await workbench.page.keyboard.press('Space');
  await expect(page.getByRole('timer')).toBeVisible();
  await workbench.page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: 'Model answer' })).toBeVisible();
  await workbench.page.keyboard.press('a');
  await expect(page.getByRole('checkbox').first()).toBeChecked();
  await takeForWalkthrough(workbench, 'round');
});

test('board', async ({ newWorkbench: workbench }) => {
  const board = await openBoard(workbench, 'Transformer block');
  const task = await workbench.webview('h1');
  await board.box({ x: 0.35, y: 0.2 }, 'LayerNorm');
  await board.box({ x: 0.35, y: 0.45 }, 'Multi-head attention');
  await board.arrow({ x: 0.42, y: 0.33 }, { x: 0.42, y: 0.44 });
  await task.getByRole('button', { name: 'Review drawing' }).click();
  await expect(task.locator('.result').first()).toBeInViewport();
  await takeForWalkthrough(workbench, 'board');
});

test('clinic', async ({ newWorkbench: workbench }) => {
  await workbench.runCommand('Tensor Drills: Open a Clinic');
  await workbench.search('Down to 1.8');
  const page = await workbench.webview('.ordering');
  await expect(page.locator('.plot canvas').first()).toBeVisible();
  await page.locator('.plot').first().scrollIntoViewIfNeeded();
  await takeForWalkthrough(workbench, 'clinic');
});

test.describe('checklist', () => {
  test.use({ past: { events: (folder) => told(...someDays(folder)) } });

  test('checklist', async ({ newWorkbench: workbench }) => {
    await workbench.openViewContainer('Tensor Drills');
    await workbench.unfold(/^Layers/);
    await expect(workbench.row(/^LSTM cell, passed/)).toBeVisible();
    await workbench.runCommand('Tensor Drills: Statistics');
    const page = await workbench.webview('h1');
    await expect(page.getByRole('heading', { name: 'Statistics' })).toBeVisible();
    await takeForWalkthrough(workbench, 'checklist');
  });
});
