/** The pictures of README. Each is a drill somebody is in the middle of, not a fresh installation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markLine } from '../../src/core/drill-file.ts';
import { mistakeProgram } from '../../src/dev/mistake-program.ts';
import { ROOT } from '../../src/dev/places.ts';
import { expect, test } from './fixtures.ts';
import { someDays, take, TIDY, told, type Told } from './picture.ts';
import type { Workbench } from './workbench.ts';

const DRILL = 'multi-head-attention';
const FILE = 'tensor-drills/multi_head_attention.py';
const SOLUTION = readFileSync(join(ROOT, 'drills/coding', DRILL, 'solution.py'), 'utf8');
const ON = { attempt: 'now', session: 'earlier' } as const;

function marked(text: string): string {
  return `${markLine(DRILL)}\n${text}`;
}

function ticks(secondsAgo: number, ...points: readonly string[]): readonly Told[] {
  return points.map((point): Told => [
    secondsAgo,
    { kind: 'point-ticked', attempt: 'now', point, on: true },
  ]);
}

/** An attempt that has explained for 1:38 and coded for so many seconds, and pauses. */
function coding(folder: string, seconds: number): readonly Told[] {
  const file = join(folder, FILE);
  return [
    [5000, { kind: 'attempt-started', exerciseId: DRILL, file, phase: 'narrate', ...ON }],
    [4000, { kind: 'clock-resumed', ...ON }],
    ...ticks(3950, 'purpose', 'questions', 'shape-path', 'scale'),
    [4000 - 98, { kind: 'phase-entered', phase: 'code', reason: 'user', ...ON }],
    ...ticks(3800, 'constructor', 'projections', 'split'),
    [4000 - 98 - seconds, { kind: 'clock-paused', ...ON }],
  ];
}

/** The same, passed and all but closed. */
function closing(folder: string): readonly Told[] {
  const coded = coding(folder, 1093).slice(0, -1);
  const passedAt = 4000 - 98 - 1093;
  const check = { checks: [], mistakes: [], durationMs: 80, passed: true };
  return [
    ...coded,
    ...ticks(passedAt + 9, 'scores', 'softmax', 'merge', 'output-projection'),
    [
      passedAt,
      { kind: 'checked', exerciseId: DRILL, attempt: 'now', file: join(folder, FILE), ...check },
    ],
    [passedAt, { kind: 'phase-entered', phase: 'close', reason: 'passed', ...ON }],
    ...ticks(passedAt - 60, 'run', 'causal-check', 'cost', 'trade-off'),
    [passedAt - 71, { kind: 'clock-paused', ...ON }],
  ];
}

async function resume(workbench: Workbench) {
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.runCommand('Tensor Drills: Begin a Coding Drill');
  await workbench.search('Multi-head attention');
  await workbench.pick(/Resume/);
  const page = await workbench.webview('h1');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  return page;
}

test.use({ settings: TIDY });

test.describe('while coding', () => {
  test.use({
    files: { [FILE]: marked(mistakeProgram(DRILL, 'scale-missing')) },
    past: { events: (folder) => told(...coding(folder, 520)) },
  });

  test('mistake: named on its line and on the page', async ({ newWorkbench: workbench }) => {
    const page = await resume(workbench);
    await workbench.enterEditor();
    await workbench.runCommand('Tensor Drills: Check Drill');
    await expect(page.locator('.found h3').first()).toBeVisible();
    await page.getByText('The reason, how to notice it and how to fix it').first().click();
    await take(workbench, 'mistake');
  });
});

test.describe('at the end', () => {
  test.use({
    files: { [FILE]: marked(SOLUTION) },
    past: { events: (folder) => told(...closing(folder)) },
  });

  test('debrief: time, points, what comes next', async ({ newWorkbench: workbench }) => {
    const page = await resume(workbench);
    await workbench.enterEditor();
    await workbench.runCommand('Tensor Drills: Check Drill');
    await expect(page.locator('#check').getByText('Passed: all')).toBeVisible();
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(page.getByRole('heading', { name: 'Debrief' })).toBeVisible();
    await expect(workbench.page.locator('.codelens-decoration')).toContainText('Practise');
    await take(workbench, 'debrief');
  });
});

test.describe('between drills', () => {
  test.use({ past: { events: (folder) => told(...someDays(folder)) } });

  test('trees: what was done, and what you can do', async ({ newWorkbench: workbench }) => {
    await workbench.openViewContainer('Tensor Drills');
    await workbench.unfold(/^Layers/);
    await expect(workbench.row(/^LSTM cell, passed/)).toBeVisible();
    await workbench.setWindowSize(1280, 980);
    const edge = ((await workbench.sideBar.boundingBox())?.width ?? 300) + 48;
    const { mouse } = workbench.page;
    await mouse.move(edge + 2, 300);
    await mouse.down();
    await mouse.move(edge + 120, 300, { steps: 4 });
    await mouse.up();
    await workbench.row(/^Read an FID score/).hover();
    await take(workbench, 'trees', workbench.sideBar);
  });
});
