/** The board as a person uses it: with the mouse on the canvas. */
import { readFileSync } from 'node:fs';
import { expect, type FrameLocator, type Locator } from '@playwright/test';
import type { Workbench } from './workbench.ts';

/** A place on the canvas, in parts of its width and height. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly source: string;
  readonly elements: readonly {
    readonly id: string;
    readonly type: string;
    readonly points?: readonly unknown[];
    readonly text?: string;
  }[];
}

export function drawing(file: string): Drawing {
  return JSON.parse(readFileSync(file, 'utf8')) as Drawing;
}

/** Starts the architecture from the command palette and waits until it can be drawn on. */
export async function openBoard(workbench: Workbench, title: string): Promise<Board> {
  await workbench.runCommand('Tensor Drills: Draw an Architecture');
  await workbench.pick(title);
  return boardOf(workbench);
}

/** Of several boards the first, or that with another number. */
export async function boardOf(workbench: Workbench, which = 0): Promise<Board> {
  const page = await workbench.webview('canvas.interactive', which);
  const canvas = page.locator('canvas.interactive');
  await expect(canvas).toBeVisible();
  return new Board(workbench, page, canvas);
}

/** Excalidraw's keys for its tools. */
const KEYS = { rectangle: 'r', ellipse: 'o', diamond: 'd', arrow: 'a', text: 't' } as const;

export type Tool = keyof typeof KEYS;

export class Board {
  constructor(
    private readonly workbench: Workbench,
    readonly page: FrameLocator,
    readonly canvas: Locator,
  ) {}

  /** Draws a box from its upper left corner and writes into it. */
  async box(at: Place, says: string, size: Place = { x: 0.28, y: 0.12 }): Promise<void> {
    await this.tool('rectangle');
    await this.drag(at, { x: at.x + size.x, y: at.y + size.y });
    await this.writeInto(says);
  }

  /** Writes into the box that is selected. */
  async writeInto(says: string): Promise<void> {
    const { keyboard } = this.workbench.page;
    await keyboard.press('Enter');
    const writing = this.page.locator('textarea.excalidraw-wysiwyg');
    await expect(writing).toBeFocused();
    await keyboard.type(says);
    await keyboard.press('Escape');
    await expect(writing).toHaveCount(0);
  }

  async arrow(from: Place, to: Place): Promise<void> {
    await this.tool('arrow');
    await this.drag(from, to);
  }

  /** Takes a tool by its key, wherever the keyboard was before. */
  async tool(tool: Tool): Promise<void> {
    await expect(async () => {
      await this.page.locator('body').evaluate(() => window.focus());
      await this.workbench.page.keyboard.press(KEYS[tool]);
      const taken = this.page.getByTestId(`toolbar-${tool}`);
      await expect(taken).toBeChecked({ timeout: 1000 });
    }).toPass();
  }

  async drag(from: Place, to: Place): Promise<void> {
    const { mouse } = this.workbench.page;
    const [start, end] = [await this.point(from), await this.point(to)];
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await mouse.move(end.x, end.y, { steps: 4 });
    await mouse.up();
  }

  private async point({ x, y }: Place): Promise<{ x: number; y: number }> {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('The board is not visible.');
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  }
}
