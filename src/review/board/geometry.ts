/** Plane geometry of a scene: x to the right, y downwards, as on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle that may be turned about its centre. */
export interface Area {
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise on the screen. */
  readonly angle: number;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function turned(point: Point, about: Point, angle: number): Point {
  if (angle === 0) return point;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [point.x - about.x, point.y - about.y];
  return { x: about.x + x * cos - y * sin, y: about.y + x * sin + y * cos };
}

/** How far the point lies outside the area; 0 inside. */
export function outside(area: Area, point: Point): number {
  const local = turned(point, area.centre, -area.angle);
  const dx = Math.abs(local.x - area.centre.x) - area.width / 2;
  const dy = Math.abs(local.y - area.centre.y) - area.height / 2;
  return Math.hypot(Math.max(0, dx), Math.max(0, dy));
}

export function size(area: Area): number {
  return area.width * area.height;
}

/** Whether `inner` lies within `outer`, give or take `slack` of the outer's smaller side. */
export function holds(outer: Area, inner: Area, slack = 0.02): boolean {
  const room = slack * Math.min(outer.width, outer.height);
  return corners(inner).every((corner) => outside(outer, corner) <= room);
}

function corners({ centre, width, height, angle }: Area): Point[] {
  const at = (x: number, y: number): Point =>
    turned({ x: centre.x + (x * width) / 2, y: centre.y + (y * height) / 2 }, centre, angle);
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

/** How far a point is from a line through `points`, and how far along it is nearest, from 0 to 1. */
export function toPath(
  points: readonly Point[],
  point: Point,
): { readonly away: number; readonly along: number } {
  let best = { away: Infinity, along: 0 };
  let walked = 0;
  const total = lengthOf(points);
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    if (!a || !b) continue;
    const long = distance(a, b);
    const t =
      long === 0
        ? 0
        : Math.max(
            0,
            Math.min(
              1,
              ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / long ** 2,
            ),
          );
    const away = distance(point, { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
    if (away < best.away) best = { away, along: total === 0 ? 0 : (walked + t * long) / total };
    walked += long;
  }
  return best;
}

export function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, i) => {
    const before = points[i - 1];
    return before ? sum + distance(before, point) : 0;
  }, 0);
}

/** Points at even steps along a line, without its two ends. */
export function along(points: readonly Point[], steps: number): Point[] {
  const total = lengthOf(points);
  const found: Point[] = [];
  let walked = 0;
  let next = 1;
  for (let i = 1; i < points.length && total > 0; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    if (!a || !b) continue;
    const long = distance(a, b);
    while (next < steps && (next / steps) * total <= walked + long) {
      const t = long === 0 ? 0 : ((next / steps) * total - walked) / long;
      found.push({ x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
      next += 1;
    }
    walked += long;
  }
  return found;
}
