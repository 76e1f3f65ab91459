/** The views and the statistics of somebody who has practised for years, in the real workbench. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentIndex } from '../../core/content.ts';
import { STORED } from '../../core/stored.ts';
import { BuiltInCatalogue } from '../../node/catalogue.ts';
import { formatHistoryLine } from '../../protocol/history-line.ts';
import { ROOT } from '../places.ts';
import { LEAST_ALONE, LEAST_PAGE, LEAST_VIEW, packLeast } from './least.ts';
import { paired, repeatedly, SAMPLES, sampled, type BenchRow } from './row.ts';
import { sampleHistory } from './sample-history.ts';
import { comes, type BenchWindow } from './window.ts';
import { inWorkbench, type WorkbenchTools } from './workbench.ts';

const EVENTS = 100_000;
/** The title of our view in the activity bar. */
const OURS = 'Tensor Drills';
/** Of a view of ours or of the least extension: the folder that is open has no files at first. */
const ROWS = '.part.sidebar .pane-body .monaco-list-row[aria-level="1"]';
/** The title of the view that is shown. */
const TITLE = '.part.sidebar .composite.title';
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
  const more = async (home: string): Promise<readonly string[]> => [
    await packLeast(join(home, 'least')),
  ];
  return inWorkbench(tools, { more, remember }, async (newWindow) => {
    const { window, firsts, leasts, current } = await openFirst(newWindow);
    const again = await repeatedly(() => openAgain(window, OURS));
    const ticks = await inTurns(
      async () => {
        await openAgain(window, OURS);
        return tickItem(window);
      },
      async () => {
        await openAgain(window, LEAST_VIEW);
        return tickItem(window);
      },
    );
    const points = await tickPoints(window);
    const pages = await inTurns(
      () => openPage(window, 'Tensor Drills: Statistics', 'Statistics'),
      () => openPage(window, LEAST_ALONE, LEAST_PAGE),
    );
    const late = paired(firsts, leasts, (own, least) => own - least);
    return [
      sampled(`${PAST}: opening the Drills view, first in a window`, firsts),
      sampled("opening the least extension's view, first in a window", leasts),
      sampled(`${PAST}: opening the Drills view first, later than the least`, late, { goal: 150 }),
      sampled(`${PAST}: until the rows of the first opening are current`, current),
      sampled(`${PAST}: opening the Drills view again`, again, { goal: 150 }),
      sampled(`${PAST}: tick of a checklist item to the redrawn row`, ticks.ours, { goal: 30 }),
      sampled('tick to the redrawn row in the least extension', ticks.leasts),
      sampled(`${PAST}: tick of a talking point to the redrawn row`, points, { goal: 30 }),
      sampled(`${PAST}: palette to statistics painted`, pages.ours, { goal: 400 }),
      sampled("palette to the least extension's page painted", pages.leasts),
    ];
  });
}

/** Opens new windows, in turns with the least extension's view and with ours; the last of ours stays open. */
async function openFirst(newWindow: () => Promise<BenchWindow>) {
  const [firsts, leasts, current]: [number[], number[], number[]] = [[], [], []];
  for (;;) {
    const other = await newWindow();
    // A new window first shows the view that the previous window showed last.
    await showFiles(other);
    leasts.push(await openView(other, LEAST_VIEW));
    await showFiles(other);
    const window = await newWindow();
    await showFiles(window);
    const start = performance.now();
    firsts.push(await openView(window, OURS));
    await window.page.locator(COUNT, { hasText: ' of ' }).waitFor();
    current.push(performance.now() - start);
    await window.page.waitForTimeout(LOOK_MS);
    await showFiles(window);
    if (firsts.length === SAMPLES) return { window, firsts, leasts, current };
  }
}

/** What the machine does beside meets both. */
async function inTurns(ours: () => Promise<number>, least: () => Promise<number>) {
  const all = await repeatedly(async () => [await ours(), await least()] as const);
  return { ours: all.map(([own]) => own), leasts: all.map(([, other]) => other) };
}

async function openAgain(window: BenchWindow, view: string): Promise<number> {
  await showFiles(window);
  return openView(window, view);
}

async function showFiles({ page }: BenchWindow): Promise<void> {
  const files = page.locator('.part.activitybar').getByRole('tab', { name: 'Explorer' });
  // VS Code loses a click while it is still showing the other view; people click again. A view that is shown already
  // would be closed by a click.
  do if ((await files.getAttribute('aria-expanded')) !== 'true') await files.click();
  while (!(await comes(page.locator(TITLE, { hasText: 'Explorer' }).waitFor({ timeout: 3000 }))));
  await page.locator(ROWS).first().waitFor({ state: 'detached' });
}

function pastOf(index: ContentIndex): string {
  const drills = index.drills.map(({ id }) => id);
  const items = index.checklist.map(({ id }) => id);
  return sampleHistory(EVENTS, { drills, items }).map(formatHistoryLine).join('');
}

/** Milliseconds from the click until the rows of the view are drawn. */
function openView({ page }: BenchWindow, view: string): Promise<number> {
  return page.evaluate(clickToChange, {
    click: `.part.activitybar .action-label[aria-label^="${view}"]`,
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

/** Milliseconds from Enter until the page that the command opens shows its heading. */
async function openPage(window: BenchWindow, command: string, heading: string): Promise<number> {
  await window.find(command);
  const [ms = 0] = await window.enter(() => window.inPage('h1', heading));
  await window.closeAll();
  return ms;
}

/** Runs in the browser: milliseconds from the click until the first that is watched has another text, and that is drawn. */
function clickToChange({
  click,
  watch,
}: Readonly<Record<'click' | 'watch', string>>): Promise<number> {
  const text = (): string => document.querySelector(watch)?.textContent ?? '';
  const target = document.querySelector<HTMLElement>(click);
  if (target === null) throw new Error(`There is no ${click} to click.`);
  const before = text();
  const start = performance.now();
  target.click();
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const ms = performance.now() - start;
      if (text() !== before) resolve(ms);
      else if (ms < 60_000) requestAnimationFrame(look);
      else reject(new Error(`A click on ${click} changed nothing: ${watch} is still "${before}".`));
    };
    look();
  });
}
