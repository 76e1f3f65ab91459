/** What pictures for README and the walkthrough have in common: a desk that looks lived in, and a place to go to. */
import { execFileSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { monotonicFactory } from 'ulid';
import { EVENT_VERSION, type Event, type NewEvent } from '../../src/core/events.ts';
import { ROOT } from '../../src/dev/places.ts';
import { expect } from './fixtures.ts';
import type { Workbench } from './workbench.ts';

const FOLDER = join(ROOT, 'media', 'screenshots');
/** README is read over slow lines too. */
const MOST_BYTES = 200_000;

/** A picture shows the page and the code, not VS Code's own furniture. */
export const TIDY = {
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
} as const;

/** Takes the picture of the window, or of a part of it. */
export async function take(workbench: Workbench, name: string, part?: Locator): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await (part ?? workbench.page).screenshot({ path, caret: 'hide' });
  expect(statSync(path).size).toBeLessThan(MOST_BYTES);
}

/** Takes the window in both themes for the walkthrough; the files are small, because they are part of the package. */
export async function takeForWalkthrough(workbench: Workbench, step: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await workbench.setTheme(theme);
    const png = await workbench.page.screenshot({ caret: 'hide' });
    const small = await workbench.page.evaluate(shrunk, png.toString('base64'));
    const path = join(ROOT, 'media', `walkthrough-${step}-${theme}.avif`);
    writeAvif(path, Buffer.from(small, 'base64'));
    expect(statSync(path).size).toBeLessThan(MOST_BYTES / 8);
  }
}

/** Runs in the browser. VS Code never shows a walkthrough's picture larger than this. */
async function shrunk(png: string): Promise<string> {
  const width = 675;
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((image.height * width) / image.width);
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}

/** VS Code shows this format, in which text takes a third less space than in WebP, but no browser can write it. */
function writeAvif(path: string, png: Buffer): void {
  const source = `${path}.png`;
  writeFileSync(source, png);
  const small = '-s 0 --min 0 --max 63 -y 420 -a end-usage=q -a cq-level=42 -a tune-content=screen';
  try {
    execFileSync('avifenc', [...small.split(' '), source, path]);
  } catch (error) {
    throw new Error('The pictures need avifenc; on Debian it is in libavif-bin.', { cause: error });
  } finally {
    rmSync(source);
  }
}

/** Seconds before now, and what happened then. */
export type Told = readonly [secondsAgo: number, event: NewEvent];

/** In the order in which it happened; what happened at once stays in the order in which it is told. */
export function told(...past: readonly Told[]): readonly Event[] {
  const now = Date.now();
  const id = monotonicFactory();
  return past
    .toSorted(([one], [other]) => other - one)
    .map(([secondsAgo, event]) => {
      const at = now - secondsAgo * 1000;
      return { v: EVENT_VERSION, id: id(at), at, ...event };
    });
}

const DAY = 86_400;

/** Two passed drills, one in progress, and three items ticked by hand. */
export function someDays(folder: string): readonly Told[] {
  const ticked = ['activations', 'conv-output-size', 'bert-gpt'];
  return [
    ...passed(folder, 'lstm-cell', 3 * DAY, 1263),
    ...passed(folder, 'resnet-block', 2 * DAY, 1010),
    ...begun(folder, 'training-loop', DAY),
    [DAY - 900, { kind: 'clock-paused', attempt: 'training-loop', session: 'earlier' }],
    ...ticked.map((item): Told => [3600, { kind: 'item-ticked', item, on: true }]),
  ];
}

function begun(folder: string, drill: string, secondsAgo: number): readonly Told[] {
  const on = { attempt: drill, session: 'earlier' };
  const file = join(folder, 'tensor-drills', `${drill.replaceAll('-', '_')}.py`);
  return [
    [secondsAgo, { kind: 'attempt-started', exerciseId: drill, file, phase: 'narrate', ...on }],
    [secondsAgo, { kind: 'clock-resumed', ...on }],
  ];
}

function passed(folder: string, drill: string, ago: number, seconds: number): readonly Told[] {
  const end = ago - seconds;
  const check = { checks: [], mistakes: [], durationMs: 80, passed: true, file: '' };
  return [
    ...begun(folder, drill, ago),
    [end, { kind: 'checked', exerciseId: drill, attempt: drill, ...check }],
    [end, { kind: 'attempt-finished', attempt: drill, session: 'earlier' }],
    [end, { kind: 'attempt-rated', attempt: drill, rating: 3 }],
  ];
}
