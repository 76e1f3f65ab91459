/** Where arrows begin and end: at what they are bound to, or by geometry at what lies near. */
import type { Box, Boxes } from './boxes.ts';
import { along, distance, outside, toPath, turned, type Area, type Point } from './geometry.ts';
import { Grid } from './grid.ts';
import type { Stroke, Words } from './scene.ts';
import type { Node } from './graph-types.ts';

/** All in units of a box's smaller side. */
const AT = 0.3;
const NEAR = 0.75;
const ON_LINE = 0.2;
const SAME_PLACE = 0.3;
/** An arrow that begins on one that begins on one ...: deeper is a knot. */
const DEEPEST = 4;
/** A group has no end of arrows of its own: they run to its first boxes, and from its last. */
const GROUP = 1_000_000;

interface Place {
  readonly area: Area;
  readonly node: number;
}

export class EndFinder {
  private readonly places: Grid<Place>;
  private readonly lines: Grid<Stroke>;
  private readonly byElement = new Map<string, number>();
  private readonly strokes: ReadonlyMap<string, Stroke>;
  private readonly found = new Map<string, { from: number; to: number }>();
  private readonly loose: { readonly at: Point; readonly index: number }[] = [];
  private readonly textNodes = new Map<number, Words>();
  private readonly texts: readonly Words[];
  private readonly looseGrid: Grid<{ readonly at: Point; readonly index: number }>;

  constructor(
    private readonly boxes: Boxes,
    strokes: readonly Stroke[],
  ) {
    const { unit } = boxes;
    const side = Math.max(4 * unit, 1);
    this.places = new Grid(side);
    this.lines = new Grid(side);
    this.looseGrid = new Grid(side);
    this.strokes = new Map(strokes.map((one) => [one.id, one]));
    this.texts = boxes.loose;
    boxes.boxes.forEach(({ outline, texts }, node) => {
      this.place(outline, node);
      for (const { id } of [outline, ...texts]) this.byElement.set(id, node);
    });
    this.texts.forEach((text, i) => {
      const node = boxes.boxes.length + i;
      this.place(text, node);
      this.byElement.set(text.id, node);
    });
    boxes.groups.forEach((group, i) => {
      for (const id of group.elements) this.byElement.set(id, GROUP + i);
    });
    for (const stroke of strokes) this.lines.add(stroke, stroke.points, ON_LINE * unit);
  }

  private place(area: Area, node: number): void {
    const half = (Math.abs(Math.sin(area.angle)) * Math.abs(area.width - area.height)) / 2;
    const corners = [-1, 1].map((sign) => ({
      x: area.centre.x + sign * (area.width / 2 + half),
      y: area.centre.y + sign * (area.height / 2 + half),
    }));
    this.places.add({ area, node }, corners, NEAR * this.boxes.unit);
  }

  /** Indices of nodes; those from {@link GROUP} on stand for groups until {@link nodes} is asked. */
  endsOf(stroke: Stroke, depth = 0): { from: number; to: number } {
    const known = this.found.get(stroke.id);
    if (known) return known;
    const ends = {
      from: this.endOf(stroke, 'start', depth),
      to: this.endOf(stroke, 'end', depth),
    };
    if (depth === 0) this.found.set(stroke.id, ends);
    return ends;
  }

  private endOf(stroke: Stroke, which: 'start' | 'end', depth: number): number {
    const bound = stroke[which] === null ? undefined : this.byElement.get(stroke[which]);
    if (bound !== undefined) return this.noted(bound);
    const point = which === 'start' ? stroke.points[0] : stroke.points.at(-1);
    if (!point) return this.looseAt({ x: 0, y: 0 });
    const { unit } = this.boxes;
    const place = this.placeNear(point);
    if (place && place.away <= AT * unit) {
      const nearer = this.onLine(stroke, point, 0.35 * place.away);
      // A line that runs through the box lies near all that ends there, and says nothing.
      if (!nearer || crosses(nearer.points, place.area)) return this.noted(place.node);
    }
    const border = this.borderNear(point);
    if (border !== null) return border;
    const line = depth < DEEPEST ? this.onLine(stroke, point, ON_LINE * unit) : null;
    if (line) {
      const ends = this.endsOf(line, depth + 1);
      const backwards = line.headAtStart && !line.headAtEnd;
      return (which === 'start') !== backwards ? ends.from : ends.to;
    }
    return place ? this.noted(place.node) : this.looseAt(point);
  }

  /** A box before a text: a text beside an arrow's end is more often its label. */
  private placeNear(point: Point): (Place & { readonly away: number }) | null {
    let best: (Place & { away: number; rank: number }) | null = null;
    const boxes = this.boxes.boxes.length;
    for (const { area, node } of this.places.near(point)) {
      const away = outside(area, point);
      if (away > NEAR * this.boxes.unit) continue;
      const rank = away + (node >= boxes ? 0.15 * this.boxes.unit : 0);
      if (!best || rank < best.rank) best = { area, node, away, rank };
    }
    return best;
  }

  /** The group at whose border the point lies. */
  private borderNear(point: Point): number | null {
    const close = AT * this.boxes.unit;
    const index = this.boxes.groups.findIndex(({ area }) => {
      const local = turned(point, area.centre, -area.angle);
      const dx = Math.abs(local.x - area.centre.x) - area.width / 2;
      const dy = Math.abs(local.y - area.centre.y) - area.height / 2;
      return Math.max(dx, dy) <= close && Math.max(dx, dy) >= -close;
    });
    return index < 0 ? null : GROUP + index;
  }

  /** The line on whose inner part, or at whose end, the point lies. */
  private onLine(self: Stroke, point: Point, reach: number): Stroke | null {
    let best: { line: Stroke; away: number } | null = null;
    for (const line of this.lines.near(point)) {
      if (line.id === self.id) continue;
      const { away, along: part } = toPath(line.points, point);
      if (away > reach || part < 0.04 || part > 0.96) continue;
      if (!best || away < best.away) best = { line, away };
    }
    return best?.line ?? null;
  }

  private noted(node: number): number {
    const text = this.texts[node - this.boxes.boxes.length];
    if (text) this.textNodes.set(node, text);
    return node;
  }

  /** Two arrows that end at one empty place meet there. */
  private looseAt(at: Point): number {
    const reach = SAME_PLACE * this.boxes.unit;
    const met = this.looseGrid.near(at).find((one) => distance(one.at, at) <= reach);
    if (met) return met.index;
    const index = this.boxes.boxes.length + this.texts.length + this.loose.length;
    const one = { at, index };
    this.loose.push(one);
    this.looseGrid.add(one, [at], reach);
    return index;
  }

  isNode(text: Words): boolean {
    const node = this.byElement.get(text.id);
    return node !== undefined && this.textNodes.has(node);
  }

  /** By index, once all ends are found. */
  nodes(): Node[] {
    const bare = { fill: null, stroke: null, group: null, dot: false };
    return [
      ...this.boxes.boxes.map(nodeOf),
      ...this.texts.map((text, i): Node => {
        const index = this.boxes.boxes.length + i;
        const kind = this.textNodes.has(index) ? 'text' : 'note';
        return { kind, index, elements: [text.id], text: text.text, area: text, ...bare };
      }),
      ...this.loose.map(({ at, index }): Node => {
        const area = { centre: at, width: 0, height: 0, angle: 0 };
        return { kind: 'loose', index, elements: [], text: '', area, ...bare };
      }),
    ];
  }
}

function nodeOf({ outline, texts, text, group, dot }: Box, index: number): Node {
  return {
    kind: 'box',
    index,
    elements: [outline.id, ...texts.map((one) => one.id)],
    text,
    area: outline,
    fill: outline.fill,
    stroke: outline.stroke,
    group,
    dot,
  };
}

export function groupIndex(node: number): number | null {
  return node >= GROUP ? node - GROUP : null;
}

/** Whether a line runs through an area, not only along its border. */
export function crosses(points: readonly Point[], area: Area): boolean {
  const inner = { ...area, width: area.width * 0.7, height: area.height * 0.7 };
  // Mostly it passes far away, which is seen without walking along it.
  const reach = Math.hypot(inner.width, inner.height) / 2;
  const { x, y } = area.centre;
  const apart =
    points.every((one) => one.x < x - reach) ||
    points.every((one) => one.x > x + reach) ||
    points.every((one) => one.y < y - reach) ||
    points.every((one) => one.y > y + reach);
  if (apart) return false;
  return along(points, 60).some((point) => outside(inner, point) === 0);
}
