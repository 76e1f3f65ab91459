/** Reads a scene as a graph: what is a box with which words, what runs from where to where, what is only written. */
import { boxesOf, type Boxes } from './boxes.ts';
import { EndFinder } from './ends.ts';
import { along, distance, outside, toPath, type Area, type Point } from './geometry.ts';
import { Grid } from './grid.ts';
import type { Scene, Stroke, Words } from './scene.ts';
import type { Link, Graph } from './graph-types.ts';

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
