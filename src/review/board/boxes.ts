/** Which outlines are boxes, which are groups around others, and which words belong to them. */
import { holds, outside, size, turned, type Area } from './geometry.ts';
import { Grid } from './grid.ts';
import type { Outline, Scene, Words } from './scene.ts';
import type { Group } from './graph-types.ts';

/** A leaf of the nesting: no other box inside. */
export interface Box {
  readonly outline: Outline;
  readonly texts: readonly Words[];
  /** What it says, or the sign that two lines make in it. */
  readonly text: string;
  readonly group: number | null;
  readonly dot: boolean;
}

export interface Boxes {
  readonly boxes: readonly Box[];
  readonly groups: readonly Group[];
  /** Index of the group by the id of its outline. */
  readonly groupOf: ReadonlyMap<string, number>;
  /** Bound to an arrow or line. */
  readonly bound: readonly Words[];
  /** Neither in a box nor bound to an arrow. */
  readonly loose: readonly Words[];
  /** Lines that make a plus or a cross in a circle. */
  readonly signs: ReadonlySet<string>;
  readonly unit: number;
}

export function boxesOf(scene: Scene): Boxes {
  const outlines = scene.outlines.toSorted((a, b) => size(a) - size(b));
  const unit = unitOf(scene);
  const parents = parentsOf(outlines, unit);
  const around = new Set([...parents.values()].map((one) => one.id));
  const leaves = outlines.filter((one) => one.type !== 'frame' && !around.has(one.id));
  const outer = outlines.filter((one) => one.type === 'frame' || around.has(one.id));
  const strokes = new Set(scene.strokes.map((one) => one.id));
  const leafOf = finderOf(leaves, unit);
  const groupAt = finderOf(outer, unit);
  const inside = new Map<string, Words[]>();
  const bound: Words[] = [];
  const loose: Words[] = [];
  const ids = new Set(outlines.map((one) => one.id));
  for (const text of scene.words) {
    if (text.container !== null && strokes.has(text.container)) {
      bound.push(text);
      continue;
    }
    const home =
      text.container !== null && ids.has(text.container)
        ? text.container
        : (leafOf(text) ?? titled(text, groupAt(text), outer));
    if (home === null) loose.push(text);
    else inside.set(home, [...(inside.get(home) ?? []), text]);
  }
  const groupOf = new Map(outer.map((one, index) => [one.id, index]));
  const groupIndex = (id: string): number | null => {
    const parent = parents.get(id);
    return parent ? (groupOf.get(parent.id) ?? null) : null;
  };
  const { signs, signOf } = signsOf(scene, leaves);
  return {
    boxes: leaves.map((outline) => {
      const texts = (inside.get(outline.id) ?? []).toSorted((a, b) => a.centre.y - b.centre.y);
      const text = texts.map((one) => one.text).join('\n') || (signOf.get(outline.id) ?? '');
      const dot = text === '' && Math.max(outline.width, outline.height) < 0.4 * unit;
      return { outline, texts, text, group: groupIndex(outline.id), dot };
    }),
    groups: outer.map((outline) => {
      const texts = inside.get(outline.id) ?? [];
      return {
        text: [outline.title, ...texts.map((one) => one.text)]
          .filter((one) => one !== '')
          .join('\n'),
        elements: [outline.id, ...texts.map((one) => one.id)],
        area: outline,
        parent: groupIndex(outline.id),
      };
    }),
    groupOf,
    bound,
    loose,
    signs,
    unit,
  };
}

/** The median of the smaller sides of what is written in; of the texts where there is no box. */
function unitOf(scene: Scene): number {
  const sides = scene.outlines
    .filter((one) => one.type === 'rectangle' || one.type === 'diamond')
    .map((one) => Math.min(one.width, one.height))
    .filter((side) => side > 0);
  const others = scene.words.map((one) => 2 * one.height).filter((side) => side > 0);
  const all = (sides.length > 0 ? sides : others).toSorted((a, b) => a - b);
  return all[Math.floor((all.length - 1) / 2)] ?? 1;
}

/** The smallest outline around each. */
function parentsOf(outlines: readonly Outline[], unit: number): Map<string, Outline> {
  const grid = new Grid<Outline>(Math.max(4 * unit, 1));
  const parents = new Map<string, Outline>();
  for (const one of outlines) grid.add(one, [one.centre, ...ends(one)], 0);
  for (const one of outlines) {
    const candidates = grid
      .near(one.centre)
      .filter((other) => other !== one && size(other) > 1.3 * size(one) && holds(other, one));
    const parent = candidates.toSorted((a, b) => size(a) - size(b))[0];
    if (parent) parents.set(one.id, parent);
  }
  return parents;
}

function finderOf(outlines: readonly Outline[], unit: number): (text: Words) => string | null {
  const grid = new Grid<Outline>(Math.max(4 * unit, 1));
  for (const one of outlines) grid.add(one, [one.centre, ...ends(one)], 0);
  return ({ centre }) => {
    const around = grid.near(centre).filter((one) => outside(one, centre) === 0);
    return around.toSorted((a, b) => size(a) - size(b))[0]?.id ?? null;
  };
}

function ends(area: Area): { x: number; y: number }[] {
  return [-1, 1].flatMap((x) =>
    [-1, 1].map((y) =>
      turned(
        { x: area.centre.x + (x * area.width) / 2, y: area.centre.y + (y * area.height) / 2 },
        area.centre,
        area.angle,
      ),
    ),
  );
}

/** A shape or a sign beside an arrow that crosses the border. */
function isLabel(text: string): boolean {
  return /^.{0,2}$|[([].*[,×].*[)\]]/u.test(text);
}

/** A text in a group is its title only where titles stand: along its upper or lower edge, in a corner or the middle. */
function titled(text: Words, group: string | null, outer: readonly Outline[]): string | null {
  const outline = outer.find((one) => one.id === group);
  if (!outline || isLabel(text.text)) return null;
  const local = turned(text.centre, outline.centre, -outline.angle);
  const fromEdge = outline.height / 2 - Math.abs(local.y - outline.centre.y);
  return fromEdge < 1.2 * text.height ? outline.id : null;
}

/** Circles in which two lines make a plus or a cross, as ⊕ is drawn by hand. */
function signsOf(
  scene: Scene,
  leaves: readonly Outline[],
): { signs: ReadonlySet<string>; signOf: ReadonlyMap<string, string> } {
  const signs = new Set<string>();
  const inside = new Map<string, number[]>();
  const circles = leaves.filter((one) => one.type === 'ellipse').slice(0, 200);
  for (const { id, points, headAtStart, headAtEnd } of scene.strokes) {
    const [a, b] = [points[0], points.at(-1)];
    if (headAtStart || headAtEnd || !a || !b) continue;
    const circle = circles.find((one) => outside(one, a) === 0 && outside(one, b) === 0);
    if (!circle) continue;
    signs.add(id);
    const turn = ((Math.atan2(b.y - a.y, b.x - a.x) - circle.angle) * 180) / Math.PI;
    inside.set(circle.id, [...(inside.get(circle.id) ?? []), Math.abs(turn) % 90]);
  }
  const signOf = new Map<string, string>();
  for (const [id, angles] of inside) {
    if (angles.length < 2) continue;
    const upright = angles.every((angle) => angle < 22.5 || angle > 67.5);
    signOf.set(id, upright ? '+' : '×');
  }
  return { signs, signOf };
}
