/** Reads a scene as a graph: what is a box with which words, what runs from where to where, what is only written. */
import { boxesOf, type Boxes } from './boxes.ts';
import { EndFinder } from './ends.ts';
import { along, distance, outside, toPath, type Area, type Point } from './geometry.ts';
import { Grid } from './grid.ts';
import type { Scene, Stroke, Words } from './scene.ts';

/** A box, a text that an arrow begins or ends at, any other text, or the loose end of an arrow. */
export interface Node {
  readonly kind: 'box' | 'text' | 'note' | 'loose';
  readonly index: number;
  /** The box and its texts; empty for a loose end. */
  readonly elements: readonly string[];
  readonly text: string;
  readonly area: Area;
  readonly fill: string | null;
  readonly stroke: string | null;
  /** The frame or the box around others that it stands in. */
  readonly group: number | null;
  /** Of a dot where lines meet, which is not a component. */
  readonly dot: boolean;
}

export interface Group {
  readonly text: string;
  readonly elements: readonly string[];
  readonly area: Area;
  readonly parent: number | null;
}

export interface Link {
  readonly stroke: string;
  readonly from: number;
  readonly to: number;
  /** Without a head, or with one at each end. */
  readonly bothWays: boolean;
  readonly headless: boolean;
  readonly dashed: boolean;
  readonly colour: string;
  readonly label: string;
  readonly labelElements: readonly string[];
  /** From its beginning to its end. */
  readonly points: readonly Point[];
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly groups: readonly Group[];
  readonly links: readonly Link[];
  /** Every text of the scene with the element that has it. */
  readonly texts: readonly { readonly text: string; readonly element: string }[];
  /** The usual smaller side of a box: the measure of all that is "near". */
  readonly unit: number;
}

export function readGraph(scene: Scene): Graph {
  const boxes = boxesOf(scene);
  const { unit } = boxes;
  const strokes = scene.strokes.filter((one) => !boxes.signs.has(one.id));
  const finder = new EndFinder(boxes, strokes);
  const ends = strokes.map((stroke) => ({ stroke, ...finder.endsOf(stroke) }));
  const labels = labelsOf(
    boxes.loose.filter((text) => !finder.isNode(text)),
    boxes,
    strokes,
  );
  const used = new Set([...labels.values()].flat().map((one) => one.id));
  const nodes = finder
    .nodes()
    .map((node) =>
      node.kind === 'note' && used.has(node.elements[0] ?? '')
        ? { ...node, text: '', elements: [] }
        : node,
    );
  const links = ends.flatMap(({ stroke, from, to }): Link[] => {
    if (from === to) return [];
    const backwards = stroke.headAtStart && !stroke.headAtEnd;
    const label = labels.get(stroke.id) ?? [];
    return [
      {
        stroke: stroke.id,
        from: backwards ? to : from,
        to: backwards ? from : to,
        bothWays: stroke.headAtStart === stroke.headAtEnd,
        headless: !stroke.headAtStart && !stroke.headAtEnd,
        dashed: stroke.dashed,
        colour: stroke.colour,
        label: label.map((one) => one.text).join(' \n '),
        labelElements: label.map((one) => one.id),
        points: backwards ? stroke.points.toReversed() : stroke.points,
      },
    ];
  });
  const texts = scene.words.map(({ id, text }) => ({ text, element: id }));
  return { nodes, groups: boxes.groups, links, texts, unit };
}

/** Texts bound to an arrow, and short ones that stand beside one. */
function labelsOf(
  loose: readonly Words[],
  boxes: Boxes,
  strokes: readonly Stroke[],
): Map<string, Words[]> {
  const labels = new Map<string, Words[]>();
  const give = (stroke: string, text: Words): void => {
    labels.set(stroke, [...(labels.get(stroke) ?? []), text]);
  };
  for (const text of boxes.bound) give(text.container ?? '', text);
  const reach = Math.max(0, ...loose.map(reachOf));
  const grid = new Grid<{
    readonly stroke: Stroke;
    readonly samples: readonly Point[];
    readonly middle: Point;
  }>(Math.max(4 * boxes.unit, 1));
  for (const stroke of strokes) {
    const samples = along(stroke.points, 24);
    const middle = samples[11] ?? { x: 0, y: 0 };
    const item = { stroke, samples, middle };
    grid.add(item, stroke.points, reach);
  }
  const pairs: { readonly text: Words; readonly stroke: string; readonly away: number }[] = [];
  for (const text of loose) {
    if (text.text.length > 60) continue;
    const corners = [text.centre, ...spread(text)];
    const near = new Set(corners.flatMap((corner) => grid.near(corner)));
    for (const { stroke, samples, middle } of near) {
      // The nearest by edge; among equals, such as two lines that cross the text, by centre.
      const edge = Math.min(...samples.map((sample) => outside(text, sample)));
      if (edge > reachOf(text)) continue;
      const away =
        edge + 0.2 * toPath(stroke.points, text.centre).away + 0.15 * distance(text.centre, middle);
      pairs.push({ text, stroke: stroke.id, away });
    }
  }
  pairs.sort((a, b) => a.away - b.away);
  // Where labels crowd, each arrow takes its own before one takes a second.
  const given = new Set<Words>();
  for (const most of [0, Infinity]) {
    for (const { text, stroke } of pairs) {
      if (given.has(text) || (labels.get(stroke)?.length ?? 0) > most) continue;
      given.add(text);
      give(stroke, text);
    }
  }
  return labels;
}

/** How far from its arrow a label may stand: a little more than a line of its own height. */
function reachOf({ text, height }: Words): number {
  return (1.2 * height) / Math.max(1, text.split('\n').length);
}

function spread({ centre, width, height }: Area): Point[] {
  return [-1, 1].flatMap((x) =>
    [-1, 1].map((y) => ({ x: centre.x + (x * width) / 2, y: centre.y + (y * height) / 2 })),
  );
}
