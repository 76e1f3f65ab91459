/** Where the arrows and texts of a drawing go. */
import type { Form } from './sketch.ts';
import { STEP, type Style } from './style.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly form: Form;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function straight(start: Rect, stop: Rect, scale: number): Point[] {
  // Two boxes that overlap in one direction are joined upright or level.
  const overlap = (a: number, aw: number, b: number, bw: number): number | null => {
    const [low, high] = [Math.max(a - aw / 2, b - bw / 2), Math.min(a + aw / 2, b + bw / 2)];
    return high - low > 0.25 * Math.min(aw, bw) ? (low + high) / 2 : null;
  };
  const x = overlap(start.x, start.width, stop.x, stop.width);
  const y = overlap(start.y, start.height, stop.y, stop.height);
  const boxy = start.form !== 'circle' && stop.form !== 'circle';
  const from = {
    x: boxy && x !== null ? x : start.x,
    y: boxy && x === null && y !== null ? y : start.y,
  };
  const to = {
    x: boxy && x !== null ? x : stop.x,
    y: boxy && x === null && y !== null ? y : stop.y,
  };
  return [edge(start, from, to, 6 * scale), edge(stop, to, from, 6 * scale)];
}

/** Where the line from inside `rect` towards `to` leaves it, and a gap further. */
function edge(rect: Rect, from: Point, to: Point, gap: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  const reach = (room: number, d: number, offset: number): number =>
    d === 0 ? Infinity : (room - Math.sign(d) * offset) / Math.abs(d);
  const [px, py] = [from.x - rect.x, from.y - rect.y];
  const t =
    rect.form === 'circle'
      ? rect.width / 2 / long
      : rect.form === 'diamond'
        ? 1 / (Math.abs(dx) / (rect.width / 2) + Math.abs(dy) / (rect.height / 2) || 1)
        : Math.min(reach(rect.width / 2, dx, px), reach(rect.height / 2, dy, py));
  const out = t + gap / long;
  return { x: from.x + dx * out, y: from.y + dy * out };
}

export function middleOf(points: readonly Point[]): Point {
  const [a = { x: 0, y: 0 }, b = a] =
    points.length > 3
      ? points.slice(1, 3)
      : points.length === 3
        ? [points[1] ?? points[0], points[1]]
        : points;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** About what Excalidraw's hand-written face takes. */
export function textSize(text: string, size: number): { width: number; height: number } {
  const lines = text.split('\n');
  const longest = Math.max(...lines.map((line) => Array.from(line).length));
  return { width: Math.max(1, longest) * size * 0.52 + 2, height: lines.length * size * 1.25 };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Past the boxes at the side, and back in. */
export function around(start: Rect, stop: Rect, aside: number, style: Style): Point[] {
  const { direction, scale, spread } = style;
  const side = Math.sign(aside) || 1;
  const gap = 6 * scale;
  if (direction === 'right') {
    const far = Math.abs(aside) * STEP.row * 1.3 * scale * spread;
    const y = side > 0 ? Math.max(start.y, stop.y) + far : Math.min(start.y, stop.y) - far;
    return [
      { x: start.x, y: start.y + (side * start.height) / 2 + side * gap },
      { x: start.x + (stop.x - start.x) * 0.12, y },
      { x: start.x + (stop.x - start.x) * 0.88, y },
      { x: stop.x, y: stop.y + (side * stop.height) / 2 + side * gap },
    ];
  }
  const far = Math.abs(aside) * STEP.column * scale * spread;
  const x = side > 0 ? Math.max(start.x, stop.x) + far : Math.min(start.x, stop.x) - far;
  return [
    { x: start.x + (side * start.width) / 2 + side * gap, y: start.y },
    { x, y: start.y + (stop.y - start.y) * 0.12 },
    { x, y: start.y + (stop.y - start.y) * 0.88 },
    { x: stop.x + (side * stop.width) / 2 + side * gap, y: stop.y },
  ];
}
