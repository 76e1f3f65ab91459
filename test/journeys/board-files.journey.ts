/** The board as an editor of files: undo, revert, reload, two boards, files of any origin, the keyboard alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './access.ts';
import { boardOf, drawing, openBoard } from './board.ts';
import { expect, test } from './fixtures.ts';
import { KINDS, THEMES } from './themes.ts';
import type { Workbench } from './workbench.ts';

const FILE = join('tensor-drills', 'whiteboard', 'transformer-block.excalidraw');
const SMALL = { x: 0.12, y: 0.08 };
const TAB = /transformer-block/;

/** Elements of the saved file that are not deleted, by type. */
function saved(workbench: Workbench, path = FILE): string[] {
  return drawing(join(workbench.place.folder, path)).elements.map(({ type }) => type);
}

function texts(workbench: Workbench, path = FILE): string[] {
  const all = drawing(join(workbench.place.folder, path)).elements;
  return all.flatMap(({ text }) => text ?? []).sort();
}

test('undo, redo, revert, two boards on one file, and a reload', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  const board = await openBoard(workbench, 'Transformer block');
  await workbench.webview('h1');
  await board.box({ x: 0.4, y: 0.15 }, 'A', SMALL);
  await saveTexts(workbench, ['A']);

  await test.step('undo to what was saved is not dirty; redo brings it back', async () => {
    const tab = workbench.tab(TAB);
    await board.tool('rectangle');
    await board.drag({ x: 0.4, y: 0.4 }, { x: 0.4 + SMALL.x, y: 0.4 + SMALL.y });
    // A text that is begun before the box was told is one step with it.
    await expect(tab).toHaveClass(/dirty/);
    await board.writeInto('B');
    for (const key of ['ControlOrMeta+z', 'ControlOrMeta+z']) await keyboard.press(key);
    await expect(tab).not.toHaveClass(/dirty/);
    for (const key of ['ControlOrMeta+y', 'ControlOrMeta+Shift+z']) await keyboard.press(key);
    await expect(tab).toHaveClass(/dirty/);
    await saveTexts(workbench, ['A', 'B']);
  });

  await test.step('revert takes what is saved, and the board shows it', async () => {
    await board.box({ x: 0.4, y: 0.65 }, 'X', SMALL);
    await expect(workbench.tab(TAB)).toHaveClass(/dirty/);
    await workbench.runCommand('File: Revert File');
    await expect(workbench.tab(TAB)).not.toHaveClass(/dirty/);
    // A board writes all that it shows.
    await board.box({ x: 0.65, y: 0.15 }, 'C', SMALL);
    await saveTexts(workbench, ['A', 'B', 'C']);
  });

  await test.step('two boards show what the other draws', async () => {
    await workbench.runCommand('View: Split Editor Down');
    const boards = workbench.page.locator('iframe.webview.ready');
    await expect(boards).toHaveCount(3);
    const second = await boardOf(workbench, 1);
    await second.box({ x: 0.65, y: 0.55 }, 'D', { x: 0.12, y: 0.16 });
    await saveTexts(workbench, ['A', 'B', 'C', 'D']);
    await workbench.runCommand('View: Close Editor');
    await board.box({ x: 0.65, y: 0.75 }, 'E', SMALL);
    await saveTexts(workbench, ['A', 'B', 'C', 'D', 'E']);
  });

  await test.step('a reload keeps drawing, page and review', async () => {
    const before = await workbench.webview('h1');
    await before.getByRole('button', { name: 'Review drawing' }).click();
    await expect(before.locator('.result', { hasText: /to put right/ })).toBeVisible();
    await workbench.reload();
    const again = await boardOf(workbench);
    const task = await workbench.webview('h1');
    await expect(task.getByRole('heading', { name: 'Transformer block' })).toBeVisible();
    await expect(task.locator('.result', { hasText: /to put right/ })).toBeVisible();
    await again.box({ x: 0.12, y: 0.75 }, 'F', SMALL);
    await saveTexts(workbench, ['A', 'B', 'C', 'D', 'E', 'F']);
  });
});

/** Saves at once, also what the board has not told yet. */
async function saveTexts(workbench: Workbench, wanted: string[], path = FILE): Promise<void> {
  await workbench.page.keyboard.press('ControlOrMeta+s');
  // A file that is read while it is being written may be incomplete.
  await expect(() => expect(texts(workbench, path)).toEqual(wanted)).toPass();
  await expect(workbench.page.locator('.tab.dirty')).toHaveCount(0);
}

const FOREIGN = JSON.stringify({
  type: 'excalidraw',
  version: 2,
  source: 'https://excalidraw.com',
  elements: [{ id: 'r', type: 'rectangle', x: 0, y: 0, width: 100, height: 60 }],
  appState: { viewBackgroundColor: '#ffffff' },
  files: {},
});

const HUGE = JSON.stringify({
  ...(JSON.parse(FOREIGN) as object),
  elements: Array.from({ length: 5000 }, (_, i) => ({
    id: `e${i}`,
    type: i % 2 === 0 ? 'rectangle' : 'ellipse',
    x: 160 * (i % 80),
    y: 100 * Math.floor(i / 80),
    width: 120,
    height: 60,
  })),
});

test.describe('files of any origin', () => {
  const BROKEN = '{"type": "excalidraw", "elements": [';
  test.use({
    // Ours is offered, and this is how a user makes it the first choice.
    settings: { 'workbench.editorAssociations': { '*.excalidraw': 'tensorDrills.board' } },
    files: { 'broken.excalidraw': BROKEN, 'foreign.excalidraw': FOREIGN, 'huge.excalidraw': HUGE },
  });

  test('open on a board, or say what to do', async ({ workbench }) => {
    await test.step('broken', async () => {
      await open(workbench, 'broken.excalidraw');
      const page = await workbench.webview('main.broken');
      await expect(page.getByRole('alert')).toContainText(/not valid JSON.*Open it as text/);
      await page.getByRole('button', { name: 'Open as Text' }).click();
      await expect(workbench.editor).toContainText('"excalidraw"');
      expect(readFileSync(join(workbench.place.folder, 'broken.excalidraw'), 'utf8')).toBe(BROKEN);
      await workbench.runCommand('View: Close All Editors');
    });

    await test.step('foreign', async () => {
      await open(workbench, 'foreign.excalidraw');
      const board = await boardOf(workbench);
      await board.box({ x: 0.7, y: 0.6 }, 'Mine', SMALL);
      await saveTexts(workbench, ['Mine'], 'foreign.excalidraw');
      expect(saved(workbench, 'foreign.excalidraw')).toContain('rectangle');
      const { source } = drawing(join(workbench.place.folder, 'foreign.excalidraw'));
      expect(source).toBe('https://excalidraw.com');
      await workbench.runCommand('Tensor Drills: Review Drawing');
      await expect(workbench.notifications).toContainText(/does not belong to an attempt/);
      await workbench.runCommand('View: Close All Editors');
    });

    await test.step('5,000 elements', async () => {
      await open(workbench, 'huge.excalidraw');
      const board = await boardOf(workbench);
      await board.tool('rectangle');
      await board.drag({ x: 0.4, y: 0.5 }, { x: 0.6, y: 0.7 });
      await expect(workbench.tab(/huge/)).toHaveClass(/dirty/);
      await workbench.save();
      await expect.poll(() => saved(workbench, 'huge.excalidraw').length).toBe(5001);
    });
  });
});

async function open(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.keyboard.press('ControlOrMeta+p');
  await workbench.quickInput.locator('input').fill(name);
  await expect(workbench.quickInput.getByRole('option', { name }).first()).toBeVisible();
  await workbench.page.keyboard.press('Enter');
  await expect(workbench.tab(new RegExp(name))).toBeVisible();
}

test('by keyboard alone, in every kind of theme', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  const palette = await workbench.openPalette('Tensor Drills: Draw an Architecture');
  await expect(palette.getByRole('option', { name: 'Draw an Architecture' }).first()).toBeVisible();
  await keyboard.press('Enter');
  await expect(workbench.quickInput.getByRole('option', { name: 'U-Net' }).first()).toBeVisible();
  await keyboard.type('Transformer block');
  await keyboard.press('Enter');
  const board = await boardOf(workbench);
  const task = await workbench.webview('h1');
  const writing = board.page.locator('textarea.excalidraw-wysiwyg');
  for (const [key, says] of [
    ['n', 'LayerNorm'],
    ['b', 'Self-attention'],
    ['b', 'Feed-forward'],
  ] as const) {
    await keyboard.press(key);
    await expect(writing).toBeFocused();
    await keyboard.type(says);
    await keyboard.press('Escape');
    await expect(writing).toHaveCount(0);
  }
  await saveTexts(workbench, ['Feed-forward', 'LayerNorm', 'Self-attention']);
  expect(saved(workbench).filter((type) => type === 'arrow')).toHaveLength(2);
  await workbench.openPalette('Tensor Drills: Review Drawing');
  await expect(
    workbench.quickInput.getByRole('option', { name: 'Review Drawing' }).first(),
  ).toBeVisible();
  await keyboard.press('Enter');
  await expect(task.locator('.result', { hasText: /to put right/ })).toBeVisible();

  for (const theme of KINDS) {
    await test.step(theme, async () => {
      await workbench.setTheme(theme);
      const dark = ['vs-dark', 'hc-black'].includes(THEMES[theme].class);
      await expect(board.page.locator('.excalidraw.theme--dark')).toHaveCount(dark ? 1 : 0);
      expect(await violations(workbench), theme).toEqual([]);
      await workbench.screenshot(`whiteboard-${theme.replaceAll(' ', '-')}`);
    });
  }
});
