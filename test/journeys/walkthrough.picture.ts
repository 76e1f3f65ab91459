/** The pictures of the walkthrough, light and dark: each shows what its step is about, in the middle of being used. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from '@playwright/test';
import { markLine } from '../../src/core/drill-file.ts';
import { linesOfMistake } from '../../src/core/debugging/lines.ts';
import { mistakeProgram } from '../../src/dev/mistake-program.ts';
import { ROOT } from '../../src/dev/places.ts';
import { brokenProgram } from './broken.ts';
import { expect, test } from './fixtures.ts';
import { someDays, takeStep, TIDY, told } from './picture.ts';
import type { Workbench } from './workbench.ts';

const DRILL = 'multi-head-attention';
const FILE = 'tensor-drills/multi_head_attention.py';
const BOARD = 'tensor-drills/whiteboard/transformer-block.excalidraw';
const THEMES = { light: 'Light Modern', dark: 'Dark Modern' } as const;
/** A step's picture is small on the screen. */
const SIZE = { width: 800, height: 560 } as const;

for (const [theme, name] of Object.entries(THEMES)) {
  test.describe(theme, () => {
    test.use({ settings: { ...TIDY, 'workbench.colorTheme': name }, viewport: SIZE });

    test('drill: the file, the clock and the question', async ({ workbench }) => {
      await workbench.runCommand('Tensor Drills: Begin a Coding Drill');
      await workbench.search('Multi-head attention');
      const page = await workbench.webview('h1');
      await hideSideBar(workbench);
      await page.getByRole('button', { name: 'Start' }).click();
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
      await page.getByRole('checkbox').first().check();
      await takeStep(workbench, 'drill', theme);
    });

    test.describe('with a program that has a mistake', () => {
      const program = `${markLine(DRILL)}\n${mistakeProgram(DRILL, 'scale-missing')}`;
      test.use({ files: { [FILE]: program } });

      test('check: the mistake by its name', async ({ workbench }) => {
        await workbench.runCommand('Tensor Drills: Begin a Coding Drill');
        await workbench.search('Multi-head attention');
        await workbench.pick(/Continue with this file/);
        const page = await workbench.webview('h1');
        await hideSideBar(workbench);
        await workbench.enterEditor();
        await workbench.runCommand('Tensor Drills: Check Drill');
        await page.getByText('Why, how to notice it, and the fix').first().click();
        await expect(page.getByText('Why it is wrong').first()).toBeVisible();
        await takeStep(workbench, 'check', theme);
      });
    });

    test('debug: a report, a suspicion, a count', async ({ workbench }) => {
      await workbench.runCommand('Tensor Drills: Debug a Broken Program');
      await workbench.search('Stable softmax');
      await workbench.pick('2 mistakes');
      const page = await workbench.webview('#report-title');
      await hideSideBar(workbench);
      await page.getByRole('button', { name: 'Start' }).click();
      const program = brokenProgram(workbench.place);
      const [line = 1] = linesOfMistake(program, program.planted[0]?.flag ?? '');
      await workbench.enterEditor();
      await workbench.page.keyboard.press('Control+G');
      await workbench.page.keyboard.type(String(line));
      await workbench.page.keyboard.press('Enter');
      await workbench.enterEditor();
      await workbench.chord('l');
      await workbench.chord('c');
      await expect(page.getByText('2 mistakes are left', { exact: true })).toBeVisible();
      await takeStep(workbench, 'debug', theme);
    });

    test('round: a question and its key points', async ({ workbench }) => {
      await workbench.runCommand('Tensor Drills: Rapid-Fire Round');
      const page = await workbench.webview('h1');
      await hideSideBar(workbench);
      await page.getByRole('button', { name: /Start/ }).first().click();
      await reveal(page);
      await page.getByRole('checkbox').first().check();
      await takeStep(workbench, 'round', theme);
    });

    test.describe('with a drawing', () => {
      test.use({ files: { [BOARD]: drawingOf('transformer-block') } });

      test('board: pieces, a drawing and its review', async ({ workbench }) => {
        await workbench.runCommand('Tensor Drills: Draw an Architecture');
        await workbench.pick('Transformer block');
        await workbench.pick(/Continue with this file/);
        await hideSideBar(workbench);
        const page = await workbench.webview('h1');
        await page.getByRole('button', { name: 'Review drawing' }).click();
        await expect(page.getByRole('heading', { name: 'Review' })).toBeInViewport();
        await takeStep(workbench, 'board', theme);
      });
    });

    test('clinic: a run that went wrong', async ({ workbench }) => {
      await workbench.runCommand('Tensor Drills: Open a Clinic');
      await workbench.quickInput.locator('.quick-input-box input').fill('gradients');
      await workbench.page.keyboard.press('Enter');
      const page = await workbench.webview('h1');
      await hideSideBar(workbench);
      await expect(page.locator('canvas, svg').first()).toBeVisible();
      await takeStep(workbench, 'clinic', theme);
    });

    test.describe('after some days', () => {
      test.use({ past: { events: (folder) => told(...someDays(folder)) } });

      test('checklist: what was done, and what one can do', async ({ workbench }) => {
        await workbench.openViewContainer('Tensor Drills');
        await workbench.unfold(/^Layers/);
        await expect(workbench.row(/^LSTM cell, passed/)).toBeVisible();
        await takeStep(workbench, 'checklist', theme);
      });
    });
  });
}

/** The page has the room. */
async function hideSideBar(workbench: Workbench): Promise<void> {
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await expect(workbench.sideBar).toBeHidden();
}

async function reveal(page: FrameLocator): Promise<void> {
  await page
    .getByRole('button', { name: /answer/i })
    .first()
    .click();
  await expect(page.getByRole('checkbox').first()).toBeVisible();
}

function drawingOf(id: string): string {
  return readFileSync(join(ROOT, 'drills/whiteboard', id, 'reference.excalidraw'), 'utf8');
}
