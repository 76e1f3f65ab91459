/** Finds what lies near a place without looking at everything. */
import type { Point } from './geometry.ts';

/** What covers more cells than this is looked at every time. */
const MANY_CELLS = 400;

export class Grid<T> {
  private readonly cells = new Map<string, T[]>();
  private readonly wide: T[] = [];

  constructor(private readonly side: number) {}

  /** Puts an item wherever its bounds, widened by `margin`, reach. */
  add(item: T, points: readonly Point[], margin: number): void {
    const cell = (value: number): number => Math.floor(value / this.side);
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    const [left, right] = [cell(Math.min(...xs) - margin), cell(Math.max(...xs) + margin)];
    const [top, bottom] = [cell(Math.min(...ys) - margin), cell(Math.max(...ys) + margin)];
    if ((right - left + 1) * (bottom - top + 1) > MANY_CELLS) {
      this.wide.push(item);
      return;
    }
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) {
        const key = `${x},${y}`;
        const items = this.cells.get(key);
        if (items) items.push(item);
        else this.cells.set(key, [item]);
      }
    }
  }

  near(point: Point): readonly T[] {
    const key = `${Math.floor(point.x / this.side)},${Math.floor(point.y / this.side)}`;
    const items = this.cells.get(key) ?? [];
    return this.wide.length === 0 ? items : [...items, ...this.wide];
  }
}
