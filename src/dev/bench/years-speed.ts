/** The views and the statistics of somebody who has practised for years, in the real workbench. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentIndex } from '../../core/content.ts';
import { STORED } from '../../core/stored.ts';
import { BuiltInCatalogue } from '../../node/catalogue.ts';
import { formatHistoryLine } from '../../protocol/history-line.ts';
import { ROOT } from '../places.ts';
import { repeatedly, SAMPLES, sampled, type BenchRow } from './row.ts';
import { sampleHistory } from './sample-history.ts';
import { comes, type BenchWindow } from './window.ts';
import { inWorkbench, type WorkbenchTools } from './workbench.ts';

const EVENTS = 100_000;
/** Of the Drills view: the folder that is open has no files at first. */
const ROWS = '.part.sidebar .pane-body .monaco-list-row[aria-level="1"]';
/** The count of finished checklist items, which appears once the history has been read. */
const COUNT = '.part.sidebar .pane-header .description';
/** The least time, in milliseconds, that a person looks at the rows. */
const LOOK_MS = 2000;
const PAST = `${EVENTS.toLocaleString('en')} events`;

export async function benchYears(tools: WorkbenchTools): Promise<BenchRow[]> {
  const index = await new BuiltInCatalogue(ROOT, tmpdir()).index();
  const remember = (storage: string): void => {
    writeFileSync(join(storage, STORED.history), pastOf(index));
  };
  return inWorkbench(tools, { remember }, async (newWindow) => {
    let window: BenchWindow;
    const firsts: number[] = [];
    const current: number[] = [];
    for (;;) {
      window = await newWindow();
      // A new window first shows the view that the previous window showed last.
      await showFiles(window);
      const start = performance.now();
      firsts.push(await openView(window));
      await window.page.locator(COUNT, { hasText: ' of ' }).waitFor();
      current.push(performance.now() - start);
      await window.page.waitForTimeout(LOOK_MS);
      await showFiles(window);
      if (firsts.length === SAMPLES) break;
    }
    const again = await repeatedly(async () => {
      await showFiles(window);
      return openView(window);
    });
    const ticks = await repeatedly(() => tickItem(window));
    const points = await tickPoints(window);
    const statistics = await repeatedly(() => openStatistics(window));
    return [
      sampled(`${PAST}: opening the Drills view, first in a window`, firsts, { goal: 150 }),
      sampled(`${PAST}: until the rows of the first opening are current`, current),
      sampled(`${PAST}: opening the Drills view again`, again, { goal: 150 }),
      sampled(`${PAST}: tick of a checklist item to the redrawn row`, ticks, { goal: 30 }),
      sampled(`${PAST}: tick of a talking point to the redrawn row`, points, { goal: 30 }),
      sampled(`${PAST}: palette to statistics painted`, statistics, { goal: 400 }),
    ];
  });
}

async function showFiles({ page }: BenchWindow): Promise<void> {
  const files = page.locator('.part.activitybar .action-label[aria-label^="Explorer"]');
  // VS Code loses a click while it is still showing the other view; people click again.
  do await files.click();
  while (!(await comes(page.locator(ROWS).first().waitFor({ state: 'detached', timeout: 3000 }))));
}

function pastOf(index: ContentIndex): string {
  const drills = index.drills.map(({ id }) => id);
  const items = index.checklist.map(({ id }) => id);
  return sampleHistory(EVENTS, { drills, items }).map(formatHistoryLine).join('');
}

/** Milliseconds from the click until the rows of the Drills view are drawn. */
function openView({ page }: BenchWindow): Promise<number> {
  return page.evaluate(clickToChange, {
    click: '.part.activitybar .action-label[aria-label^="Tensor Drills"]',
    watch: ROWS,
  });
}

/** Milliseconds until the row says what the host made of it; the box itself VS Code draws before. */
function tickItem({ page }: BenchWindow): Promise<number> {
  const box = '.custom-view-tree-node-item-checkbox';
  return page.evaluate(clickToChange, {
    click: `.part.sidebar ${box}`,
    watch: `.part.sidebar .monaco-list-row:has(${box})`,
  });
}

/** Milliseconds until the page says how many points were said. */
async function tickPoints(window: BenchWindow): Promise<number[]> {
  await window.choose('Begin a Coding Drill', 'Multi-head attention');
  await window.enter(() => window.inPage('h1', 'Multi-head attention'));
  await window.run('Tensor Drills: Start Clock');
  const frame = await window.inPage('.say .points input');
  const points = { click: '.say .points input', watch: '.say h2' };
  const times = await repeatedly(() => frame.evaluate(clickToChange, points));
  await window.closeAll();
  return times;
}

async function openStatistics(window: BenchWindow): Promise<number> {
  await window.find('Tensor Drills: Statistics');
  const [ms = 0] = await window.enter(() => window.inPage('h1', 'Statistics'));
  await window.closeAll();
  return ms;
}

/** Runs in the browser: milliseconds from the click until the first that is watched has another text, and that is drawn. */
function clickToChange({
  click,
  watch,
}: Readonly<Record<'click' | 'watch', string>>): Promise<number> {
  const text = (): string => document.querySelector(watch)?.textContent ?? '';
  const before = text();
  const start = performance.now();
  document.querySelector<HTMLElement>(click)?.click();
  return new Promise((resolve) => {
    const look = (): void => {
      if (text() === before) requestAnimationFrame(look);
      else resolve(performance.now() - start);
    };
    look();
  });
}
