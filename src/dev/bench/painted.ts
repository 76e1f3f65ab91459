/** From Enter in the command palette to a drill that can be worked on: file and page both visible. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as driver, type Page } from 'playwright-core';
import { TOOLS } from '../places.ts';
import type { Processes } from '../process/processes.ts';
import { addressOf } from '../workbench/address.ts';
import { CHROMIUM_ARGS } from '../workbench/chromium.ts';
import { installExtension, startCodeServer } from '../workbench/code-server.ts';
import { chosenRelease, type Installation } from '../workbench/release.ts';
import { QUIET, writeSettings } from '../workbench/settings.ts';
import { NO_GALLERY } from '../workbench/vscode-server.ts';
import { median, rounded, type BenchRow } from './row.ts';

const DRILLS = ['Multi-head attention', 'Training loop', 'ResNet block', 'LSTM cell', 'Basic GAN'];

export interface PaintedTools {
  readonly processes: Processes;
  readonly installation: Installation;
  readonly chromium: string;
  readonly vsix: string;
}

export async function benchPainted(tools: PaintedTools): Promise<BenchRow[]> {
  const { processes, installation, chromium, vsix } = tools;
  const home = mkdtempSync(join(tmpdir(), 'tensor-drills-painted-'));
  const folder = join(home, 'practice');
  mkdirSync(folder);
  const userDataDir = join(home, 'data');
  writeSettings(userDataDir, QUIET);
  const extensionsDir = join(TOOLS, 'bench', `extensions-${chosenRelease().version}`);
  await installExtension(processes, installation, vsix, extensionsDir);
  const env = { ...process.env, EXTENSIONS_GALLERY: NO_GALLERY };
  const server = await startCodeServer(processes, installation, {
    userDataDir,
    extensionsDir,
    port: 0,
    env,
  });
  const browser = await driver.launch({ executablePath: chromium, args: [...CHROMIUM_ARGS] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(addressOf(server.url, folder));
    await page.locator('[id="status.problems"]').waitFor({ timeout: 60_000 });
    const times: number[] = [];
    for (const drill of DRILLS) times.push(await start(page, drill));
    const [first = 0, ...later] = times;
    return [
      {
        name: 'palette to painted, first drill of a window',
        value: rounded(first),
        unit: 'ms',
        goal: null,
      },
      {
        name: `palette to painted, median of the next ${later.length}`,
        value: rounded(median(later)),
        unit: 'ms',
        goal: 400,
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Milliseconds from choosing the drill until its file and its page are drawn; both are closed again. */
async function start(page: Page, drill: string): Promise<number> {
  await page.keyboard.press('F1');
  await page.keyboard.insertText('Tensor Drills: Start Coding Drill');
  await page
    .getByRole('option', { name: /Start Coding Drill/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  const choice = page.getByRole('option', { name: drill }).first();
  await choice.waitFor();
  await page.keyboard.insertText(drill);
  await choice.waitFor();
  const began = performance.now();
  await page.keyboard.press('Enter');
  await Promise.all([
    page.locator('.view-line', { hasText: '# Tensor Drills:' }).first().waitFor(),
    heading(page, drill),
  ]);
  const ms = performance.now() - began;
  await page.keyboard.press('F1');
  await page.keyboard.insertText('View: Close All Editors');
  await page.getByRole('option', { name: 'View: Close All Editors' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.view-line').first().waitFor({ state: 'detached' });
  return ms;
}

/** Waits until the page beside the code shows the drill's title. */
async function heading(page: Page, drill: string): Promise<void> {
  for (;;) {
    for (const frame of page.frames()) {
      const shown = await frame
        .locator('h1', { hasText: drill })
        .isVisible()
        .catch(() => false);
      if (shown) return;
    }
    await page.waitForTimeout(5);
  }
}
