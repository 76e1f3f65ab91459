/** From Enter in the command palette to what can be worked on: a drill with file and page, a board to draw on. */
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
import { LEAST, LEAST_FILE, LEAST_PAGE, packLeast } from './least.ts';
import { median, rounded, type BenchRow } from './row.ts';

const ARCHITECTURES = [
  'Transformer block',
  'ResNet bottleneck',
  'LSTM cell',
  'U-Net',
  'Vision Transformer',
];
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
  for (const one of [vsix, await packLeast(join(home, 'least'))]) {
    await installExtension(processes, installation, one, extensionsDir);
  }
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
    const leasts: number[] = [];
    // In turns: what the machine does beside meets both.
    for (const [i, drill] of DRILLS.entries()) {
      times.push(await start(page, drill));
      leasts.push(await openLeast(page, LEAST[i] ?? ''));
    }
    const [first = 0, ...later] = times;
    const least = median(leasts.slice(1));
    const boards: number[] = [];
    for (const title of ARCHITECTURES) boards.push(await draw(page, title));
    const [firstBoard = 0, ...laterBoards] = boards;
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
      {
        name: 'the same for the least extension that opens a file and a page',
        value: rounded(least),
        unit: 'ms',
        goal: null,
      },
      {
        name: 'palette to painted, ours / the least',
        value: rounded(median(later) / least, 2),
        unit: 'times',
        goal: null,
      },
      {
        name: 'palette to a board to draw on, first of a window',
        value: rounded(firstBoard),
        unit: 'ms',
        goal: null,
      },
      {
        name: `palette to a board to draw on, median of the next ${laterBoards.length}`,
        value: rounded(median(laterBoards)),
        unit: 'ms',
        goal: null,
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
  await choose(page, 'Begin a Coding Drill', drill);
  return opens(page, '# Tensor Drills:', drill);
}

async function openLeast(page: Page, title: string): Promise<number> {
  await find(page, title);
  return opens(page, LEAST_FILE, LEAST_PAGE);
}

/** Milliseconds from Enter until such a line and such a heading are drawn; both are closed again. */
async function opens(page: Page, line: string, heading: string): Promise<number> {
  const began = performance.now();
  await page.keyboard.press('Enter');
  await Promise.all([
    page.locator('.view-line', { hasText: line }).first().waitFor(),
    shownInPage(page, 'h1', heading),
  ]);
  const ms = performance.now() - began;
  await closeAll(page);
  return ms;
}

/** Milliseconds from choosing the architecture until its board can be drawn on; everything is closed again. */
async function draw(page: Page, title: string): Promise<number> {
  await choose(page, 'Draw an Architecture', title);
  const began = performance.now();
  await page.keyboard.press('Enter');
  await shownInPage(page, 'canvas.interactive');
  const ms = performance.now() - began;
  await shownInPage(page, 'h1', title);
  await closeAll(page);
  return ms;
}

async function run(page: Page, title: string): Promise<void> {
  await find(page, title);
  await page.keyboard.press('Enter');
}

/** The command in the palette; all but Enter. */
async function find(page: Page, title: string): Promise<void> {
  const command = page.getByRole('option', { name: title }).first();
  do {
    await page.keyboard.press('F1');
    await page.keyboard.insertText(title);
    // A page that comes up takes the focus, and with it closes the palette.
  } while (!(await comes(command.waitFor({ timeout: 5000 }))));
}

/** The command, and the choice in its list; all but the last Enter. */
async function choose(page: Page, command: string, exercise: string): Promise<void> {
  await run(page, `Tensor Drills: ${command}`);
  const choice = page.getByRole('option', { name: exercise }).first();
  await choice.waitFor();
  await page.keyboard.insertText(exercise);
  await choice.waitFor();
}

async function closeAll(page: Page): Promise<void> {
  const tab = page.locator('.tabs-container .tab').first();
  do await run(page, 'View: Close All Editors');
  while (!(await comes(tab.waitFor({ state: 'detached', timeout: 5000 }))));
}

/** Whether it came in the time that it was given. */
function comes(waiting: Promise<void>): Promise<boolean> {
  return waiting.then(
    () => true,
    () => false,
  );
}

/** Waits until one of our pages shows such an element. */
async function shownInPage(page: Page, selector: string, hasText = ''): Promise<void> {
  for (;;) {
    for (const frame of page.frames()) {
      const shown = await frame
        .locator(selector, { hasText })
        .first()
        .isVisible()
        .catch(() => false);
      if (shown) return;
    }
    await page.waitForTimeout(5);
  }
}
