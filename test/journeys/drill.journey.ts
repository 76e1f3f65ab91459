/** The main job from outside: palette, code, the named mistake, the pass, the debrief. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator } from '@playwright/test';
import { DRILL, drillFile, drillMistake, startDrill } from './drill.ts';
import { expect, test } from './fixtures.ts';
import { HistoryFile } from './history.ts';
import { AGAIN_MS } from './workbench.ts';

test('from the palette to the debrief', async ({ workbench }) => {
  const page = await startDrill(workbench);
  await expect(workbench.tab('lstm_cell.py')).toBeVisible();
  await expect(page.getByText('Ready when you are')).toBeVisible();

  await page.getByRole('button', { name: 'Start' }).click();
  await expect(workbench.statusBarItem(/Explain \d+:\d\d/)).toBeVisible();
  const point = page.getByRole('checkbox').first();
  // Checked once the host has noted it; a state that it sent before may still arrive after the click.
  await point.click();
  await expect(point).toBeChecked();
  await page.getByRole('button', { name: 'Next phase' }).click();
  await expect(workbench.statusBarItem(/Code \d+:\d\d/)).toBeVisible();

  await workbench.write(drillMistake('candidate-activation'));
  const found = page.getByRole('heading', { name: /candidate/i }).or(page.getByText(/candidate/i));
  await expect(found.first()).toBeVisible();
  await expect(workbench.page.locator('.squiggly-error').first()).toBeVisible();
  await workbench.screenshot('drill-mistake');

  await workbench.write(drillFile('solution.py'));
  await expect(workbench.statusBarItem(/Close \d+:\d\d/)).toBeVisible();
  await expect(workbench.page.locator('.squiggly-error')).toHaveCount(0);

  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { name: 'Debrief' })).toBeVisible();
  const easy = page.getByRole('radio', { name: 'Easy' });
  await easy.click();
  await expect(easy).toBeChecked();
  await workbench.screenshot('drill-debrief');

  await workbench.openViewContainer('Tensor Drills');
  await workbench.unfold(/^Layers/);
  await expect(workbench.row(/LSTM cell, passed/)).toBeVisible();
});

test('a new attempt keeps the old file', async ({ workbench }) => {
  const page = await startDrill(workbench);
  await expect(page.getByText('Ready when you are')).toBeVisible();
  await workbench.write('# Tensor Drills: lstm-cell\n# a first try\n');
  await workbench.runCommand('Tensor Drills: Begin a Coding Drill');
  await workbench.search(DRILL);
  await workbench.pick(/New attempt/);
  await expect(workbench.editor).toContainText('NotImplementedError');
  const archive = join(workbench.place.folder, 'tensor-drills', 'archive');
  await expect.poll(() => existsSync(archive) && readdirSync(archive).length).toBe(1);
  const [name = ''] = readdirSync(archive);
  expect(readFileSync(join(archive, name), 'utf8')).toContain('# a first try');
});

test.describe('with Auto Save, as VS Code in the browser has it', () => {
  test.use({ settings: { 'files.autoSave': 'afterDelay' } });

  test('what is saved by itself is not checked; what the user saves is', async ({ workbench }) => {
    const page = await startDrill(workbench);
    await page.getByRole('button', { name: 'Start' }).click();
    await workbench.replaceText(drillMistake('candidate-activation'));
    const file = join(workbench.place.folder, 'tensor-drills', 'lstm_cell.py');
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('gates = torch.sigmoid');
    const found = page.locator('.found h3').first();
    // VS Code takes no save while Auto Save is at work.
    await expect(async () => {
      await workbench.enterEditor();
      await workbench.save();
      const begun = page.getByText('Checking…').or(found);
      await expect(begun.first()).toBeVisible({ timeout: AGAIN_MS });
    }).toPass();
    await expect(found).toBeVisible();
    const history = new HistoryFile(workbench.place);
    const { id } = history.attempt();
    const checks = history.events().filter((it) => it.kind === 'checked' && it.attempt === id);
    expect(checks).toHaveLength(1);
  });
});

test('what changed comes into view, and the focus stays in the editor', async ({ workbench }) => {
  const page = await startDrill(workbench);
  const focused = workbench.page.locator('.monaco-editor.focused');
  await workbench.enterEditor();
  await workbench.chord('p');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await workbench.write(drillMistake('candidate-activation'));
  const finding = page.locator('.found h3').first();
  await expect(finding).toBeInViewport();

  await scrollToEnd(page, finding);
  await workbench.enterEditor();
  await workbench.chord('c');
  await expect(finding).toBeInViewport();
  await expect(focused).toBeVisible();

  await workbench.write(drillFile('solution.py'));
  await expect(page.locator('#check').getByText('Passed: all')).toBeInViewport();

  await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.locator('body')).toHaveClass(/vscode-reduce-motion/);
  await scrollToEnd(page);
  await workbench.enterEditor();
  await workbench.chord('f');
  await expect(page.getByRole('heading', { name: 'Debrief' })).toBeInViewport();
  await expect(focused).toBeVisible();
});

/**
 * Scrolls until the end is reached and `above` is out of view. The page may still be on its way to what changed, or set out for it a moment later,
 * which overrules the user's scrolling.
 */
async function scrollToEnd(page: FrameLocator, above?: Locator): Promise<void> {
  const html = page.locator('html');
  await expect(async () => {
    await html.evaluate((element) => element.ownerDocument.defaultView?.scrollTo(0, 1e6));
    const left = await html.evaluate((it) => it.scrollHeight - it.clientHeight - it.scrollTop);
    expect(left).toBeLessThan(2);
    if (above) await expect(above).not.toBeInViewport({ timeout: AGAIN_MS });
  }).toPass();
}
