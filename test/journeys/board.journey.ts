/** Drawing with the mouse in the real workbench: from the palette to the reviewed, saved drawing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { drawing, openBoard } from './board.ts';

const FILE = join('tensor-drills', 'whiteboard', 'transformer-block.excalidraw');

test('from the palette to a drawing that is reviewed', async ({ workbench }) => {
  const board = await openBoard(workbench, 'Transformer block');
  const task = await workbench.webview('h1');
  await expect(task.getByText('Ready when you are')).toBeVisible();
  await workbench.screenshot('whiteboard-empty');
  const file = join(workbench.place.folder, FILE);
  expect(drawing(file).elements).toEqual([]);

  await board.box({ x: 0.35, y: 0.2 }, 'LayerNorm');
  await board.box({ x: 0.35, y: 0.45 }, 'Multi-head attention');
  await board.arrow({ x: 0.42, y: 0.33 }, { x: 0.42, y: 0.44 });
  await expect(workbench.tab(/transformer-block/)).toHaveClass(/dirty/);
  await workbench.screenshot('whiteboard-drawing');
  await workbench.save();
  await expect(workbench.tab(/transformer-block/)).not.toHaveClass(/dirty/);
  const saved = drawing(file);
  expect(saved.elements.map(({ type }) => type).sort()).toEqual([
    'arrow',
    'rectangle',
    'rectangle',
    'text',
    'text',
  ]);
  expect(saved.source).toBe('Tensor Drills: whiteboard/transformer-block');
  expect(readFileSync(file, 'utf8').split('\n').length).toBeGreaterThan(10);

  await task.getByRole('button', { name: 'Review drawing' }).click();
  await expect(task.locator('.result', { hasText: /points? to put right/ })).toBeVisible();
  await task
    .getByRole('button', { name: /Show on the board/ })
    .first()
    .click();
  await workbench.screenshot('whiteboard-review');
});
