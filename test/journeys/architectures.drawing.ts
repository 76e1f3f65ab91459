/** Draws the files `test/boards/drawn/<id>/*.excalidraw`; see src/testing/drawings.ts. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPack } from '../../src/content/pack.ts';
import { ROOT } from '../../src/dev/places.ts';
import type { Sketch } from '../../src/dev/boards/sketch.ts';
import { CASES, drawnFile } from '../boards/corpus.ts';
import { boardOf, drawing } from './board.ts';
import { expect, test } from './fixtures.ts';
import { Hand, type Manner } from './hand.ts';
import type { Workbench } from './workbench.ts';

test.use({ viewport: { width: 2500, height: 2000 } });

const titles = new Map(
  readPack(join(ROOT, 'drills')).boards.map(({ board }) => [
    board.id.replace('whiteboard/', ''),
    board.title,
  ]),
);

for (const [id, { reference, good }] of Object.entries(CASES)) {
  const [name = 'again', other = reference] = Object.entries(good)[0] ?? [];
  test(id, async ({ newWorkbench: workbench }) => {
    await start(workbench, id);
    await drawn(workbench, id, 'by-mouse', 'plain', reference);
    await start(workbench, id);
    await workbench.pick(/New attempt/);
    await drawn(workbench, id, name, 'pieces', other);
  });
}

async function start(workbench: Workbench, id: string): Promise<void> {
  await workbench.runCommand('Tensor Drills: Draw an Architecture');
  await workbench.pick(titles.get(id) ?? id);
}

async function drawn(
  workbench: Workbench,
  id: string,
  name: string,
  manner: Manner,
  sketch: Sketch,
): Promise<void> {
  const file = join(workbench.place.folder, 'tensor-drills', 'whiteboard', `${id}.excalidraw`);
  // Both take the focus, or give it back, when they come up.
  await workbench.webview('h1');
  await boardOf(workbench);
  await workbench.runCommand('View: Close Editors in Other Groups');
  const board = await boardOf(workbench);
  await expect(board.page.locator('textarea')).toHaveCount(0);
  expect(drawing(file).elements).toEqual([]);
  await new Hand(workbench, board, manner).draw(sketch);
  await workbench.screenshot(`drawn-${id}-${name}`);
  await workbench.save();
  const arrows = drawing(file).elements.filter(({ type }) => type === 'arrow');
  expect(arrows).toHaveLength(sketch.arrows.length);
  const curved = sketch.arrows.filter(({ aside }) => aside !== null);
  expect(arrows.filter(({ points = [] }) => points.length > 2)).toHaveLength(curved.length);
  copyFileSync(file, drawnFile(id, name));
}
