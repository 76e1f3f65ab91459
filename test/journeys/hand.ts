/** A hand that draws a sketch on the board: drags, clicks and types, as a person does. */
import { expect } from '@playwright/test';
import { boxSize } from '../../src/dev/boards/box-size.ts';
import { around, middleOf, straight, type Point, type Rect } from '../../src/dev/boards/routes.ts';
import type { Sketch, SketchArrow, SketchBox } from '../../src/dev/boards/sketch.ts';
import { PLAIN, STEP } from '../../src/dev/boards/style.ts';
import type { Board, Tool } from './board.ts';
import type { Workbench } from './workbench.ts';

/** `plain`: outlines, and labels bound to their arrows. `pieces`: coloured pieces of the palette, and free labels. */
export type Manner = 'plain' | 'pieces';

/** Keys of the palette; one colour each. */
const PIECES = ['b', 'n', 'u', 'm', 'j'] as const;

/** What Excalidraw covers at the edges of its canvas: the tools, the properties of what is selected, the foot. */
const COVERED = { left: 240, top: 90, bottom: 70 };

export class Hand {
  private readonly rects = new Map<string, Rect>();
  private origin: Point = { x: 0, y: 0 };
  /** A place where nothing is drawn. */
  private empty: Point = { x: 0, y: 0 };

  constructor(
    private readonly workbench: Workbench,
    private readonly board: Board,
    private readonly manner: Manner,
  ) {}

  async draw(sketch: Sketch): Promise<void> {
    await this.settle(sketch);
    const kinds = [...new Set(sketch.boxes.map(({ kind }) => kind))];
    for (const box of sketch.boxes) await this.box(box, kinds.indexOf(box.kind));
    for (const arrow of sketch.arrows) await this.arrow(arrow);
    for (const { at, says } of sketch.notes) await this.write(this.place(at), says);
    await this.keys.press('Escape');
  }

  private get keys() {
    return this.workbench.page.keyboard;
  }

  private get mouse() {
    return this.workbench.page.mouse;
  }

  /** Where the sketch goes on the screen, so that all of it is on the canvas. */
  private async settle({ boxes, arrows, notes }: Sketch): Promise<void> {
    const canvas = await this.board.canvas.boundingBox();
    if (!canvas) throw new Error('The board is not visible.');
    this.empty = { x: canvas.x + canvas.width - 40, y: canvas.y + COVERED.top };
    const beside = arrows.flatMap(({ from, to, aside }) => {
      const ends = boxes.filter(({ id }) => id === from || id === to).map(({ at }) => at[0]);
      return aside === null ? [] : [[Math.min(...ends) + Math.min(0, aside), 0] as const];
    });
    const places = [...[...boxes, ...notes].map(({ at }) => at), ...beside];
    const [left, top] = [0, 1].map((i) => Math.min(...places.map((at) => at[i as 0 | 1])));
    this.origin = {
      x: canvas.x + COVERED.left + 110 - (left ?? 0) * STEP.column,
      y: canvas.y + COVERED.top + 30 - (top ?? 0) * STEP.row,
    };
    const lowest = Math.max(...places.map(([, row]) => this.place([0, row]).y));
    expect(lowest).toBeLessThan(canvas.y + canvas.height - COVERED.bottom);
  }

  private place([column, row]: readonly [number, number]): Point {
    return { x: this.origin.x + column * STEP.column, y: this.origin.y + row * STEP.row };
  }

  private async box(box: SketchBox, kind: number): Promise<void> {
    const { form, says } = box;
    const centre = this.place(box.at);
    const size = boxSize(box, PLAIN);
    if (form === 'text') {
      const from = { x: centre.x - size.width / 2, y: centre.y };
      this.rects.set(box.id, { ...(await this.write(from, says)), form });
      return;
    }
    const piece = PIECES[kind];
    if (this.manner === 'pieces' && form === 'box' && piece && (box.width ?? 1) <= 1.4) {
      await this.piece(piece, centre, says);
      this.rects.set(box.id, { ...centre, width: 190, height: 60, form });
      return;
    }
    await this.tool(form === 'circle' ? 'ellipse' : form === 'diamond' ? form : 'rectangle');
    await this.drag(
      { x: centre.x - size.width / 2, y: centre.y - size.height / 2 },
      { x: centre.x + size.width / 2, y: centre.y + size.height / 2 },
    );
    this.rects.set(box.id, { ...centre, ...size, form });
    if (says !== '') await this.label(says);
  }

  /** A piece of the palette comes where there is room; it is dragged to where it is wanted. */
  private async piece(key: string, to: Point, says: string): Promise<void> {
    await this.click(this.empty);
    await this.keys.press(key);
    await expect(this.writing).toBeFocused();
    const box = await this.writing.boundingBox();
    if (!box) throw new Error('The piece is not seen.');
    await this.keys.type(says);
    await this.done();
    await this.drag({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, to);
  }

  private async arrow(arrow: SketchArrow): Promise<void> {
    const [start, stop] = [this.rects.get(arrow.from), this.rects.get(arrow.to)];
    if (!start || !stop) throw new Error(`No box for ${arrow.from} -> ${arrow.to}`);
    const points =
      arrow.aside === null ? straight(start, stop, 1) : around(start, stop, arrow.aside, PLAIN);
    await this.tool('arrow');
    const [from, to] = [points[0], points.at(-1)];
    if (!from || !to) throw new Error('An arrow without ends.');
    if (points.length === 2) await this.drag(from, to);
    else {
      // Click by click; Escape ends it.
      for (const point of points) {
        await this.click(point);
        await this.look();
      }
      await this.keys.press('Escape');
    }
    if (arrow.label === '') return;
    if (this.manner === 'plain') await this.label(arrow.label);
    else {
      const middle = middleOf(points);
      const upright = Math.abs(to.y - from.y) > Math.abs(to.x - from.x);
      const half = 5 * arrow.label.length;
      await this.write(
        upright ? { x: middle.x + 14, y: middle.y } : { x: middle.x - half, y: middle.y - 20 },
        arrow.label,
      );
    }
  }

  /** A text of its own, beginning at a place; tells where it then is. */
  private async write(from: Point, says: string): Promise<Omit<Rect, 'form'>> {
    await this.tool('text');
    await this.click(from);
    await expect(this.writing).toBeFocused();
    await this.keys.type(says);
    const box = await this.writing.boundingBox();
    await this.done();
    if (!box) throw new Error('The text is not seen.');
    const { x, y, width, height } = box;
    return { x: x + width / 2, y: y + height / 2, width, height };
  }

  /** The text of what was just drawn and is selected. */
  private async label(says: string): Promise<void> {
    await this.keys.press('Enter');
    await expect(this.writing).toBeFocused();
    await this.keys.type(says);
    await this.done();
  }

  private get writing() {
    return this.board.page.locator('textarea.excalidraw-wysiwyg');
  }

  private async done(): Promise<void> {
    await this.keys.press('Escape');
    await expect(this.writing).toHaveCount(0);
  }

  private async tool(tool: Tool): Promise<void> {
    await this.keys.press('Escape');
    await this.board.tool(tool);
  }

  private async click({ x, y }: Point): Promise<void> {
    await this.mouse.move(x, y);
    await this.mouse.down();
    await this.mouse.up();
  }

  /** Until the board has drawn: moves are taken up once a frame, and a click that overtakes one is a drag. */
  private async look(): Promise<void> {
    await this.board.canvas.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }),
    );
  }

  private async drag(from: Point, to: Point): Promise<void> {
    await this.mouse.move(from.x, from.y);
    await this.mouse.down();
    await this.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
    await this.mouse.move(to.x, to.y, { steps: 3 });
    await this.mouse.up();
  }
}
