/** Connections beside the main path: there, at the side, and marked where they are added. */
import { finding, listed, type Case } from '../case.ts';
import type { Wire } from '../drawing.ts';
import { crosses } from '../ends.ts';
import { wordsOf } from '../labels.ts';
import type { BoardEdge, Finding } from '../../../core/drawing-review.ts';

export function skipFindings(board: Case): Finding[] {
  const findings: Finding[] = [];
  for (const edge of board.edges) {
    if (edge.role !== 'skip' || edge.optional || !board.isPlaced(edge.from)) continue;
    const added = board.kind(edge.to) === 'add';
    if (board.isPlaced(edge.to)) findings.push(...drawn(board, edge, edge.to));
    else if (added) findings.push(...implied(board, edge));
  }
  return findings;
}

/** The sum, or what takes the skip, is a box. */
function drawn(board: Case, edge: BoardEdge, to: string): Finding[] {
  const way = wayBetween(board, edge.from, to);
  if (way) return beside(board, edge.from, to, way);
  const [part] = board.partsOf(to);
  const incoming = new Set(
    board.drawing.wires.filter((wire) => wire.to === part).map((one) => one.from),
  );
  const words = wordsOf(part === undefined ? '' : (board.part(part)?.text ?? ''));
  if (
    incoming.size === 1 &&
    words.some((word) => /^(skip|residual|shortcut|identity)$/.test(word))
  ) {
    const say = `the skip connection is drawn as a box on the main path. Draw it as an arrow at the side, from ${board.name(edge.from)} past the block to a "+".`;
    return [finding('skip-on-main-path', say, board.elements(to))];
  }
  const wrong = part === undefined ? null : otherSource(board, edge, part);
  if (wrong) {
    const say = `the skip connection begins at ${board.called(wrong.from)} but should begin at ${board.name(edge.from)}.`;
    return [finding('connection-wrong', say, [...wrong.strokes, ...board.elements(edge.from, to)])];
  }
  return [missing(board, edge.from, to)];
}

function missing(board: Case, from: string, to: string): Finding {
  const say = `the skip connection from ${board.name(from)} to ${board.name(to)} is missing.`;
  return finding('skip-missing', say, board.elements(from, to));
}

/** The "+" is not a box: then it should stand beside the arrow that comes in. */
function implied(board: Case, edge: BoardEdge): Finding[] {
  const after = board.edges
    .filter((one) => one.from === edge.to && one.role !== 'back')
    .map((one) => one.to)
    .filter((id) => board.isPlaced(id));
  for (const to of after) {
    const way = wayBetween(board, edge.from, to);
    if (!way) continue;
    const ends = way.at(-1);
    const into = board.drawing.wires.filter((wire) => wire.to === ends?.to);
    const marked =
      into.some(({ label }) => /[+⊕∑]/u.test(label) || wordsOf(label).includes('add')) ||
      board.partsOf(to).some((part) => /[+⊕∑]/u.test(board.part(part)?.text ?? ''));
    const unmarked = `the skip connection from ${board.name(edge.from)} meets the main path without a "+". Mark where the two are added.`;
    const strokes = way.map((wire) => wire.stroke);
    return [
      ...(marked
        ? []
        : [finding('skip-without-plus', unmarked, [...strokes, ...board.elements(to)])]),
      ...beside(board, edge.from, to, way),
    ];
  }
  const [to = edge.to] = after;
  return [missing(board, edge.from, to)];
}

function wayBetween(board: Case, from: string, to: string): readonly Wire[] | null {
  for (const a of board.partsOf(from)) {
    for (const b of board.partsOf(to)) {
      const way = a === b ? undefined : board.data.way(a, b);
      if (way) return way;
    }
  }
  return null;
}

/** A skip that is drawn through the boxes that it skips looks like the main path. */
function beside(board: Case, from: string, to: string, way: readonly Wire[]): Finding[] {
  const [start] = board.partsOf(from);
  const [stop] = board.partsOf(to);
  if (start === undefined || stop === undefined) return [];
  const skipped = [...board.componentsAt.keys()].filter(
    (part) =>
      part !== start &&
      part !== stop &&
      board.anyway.way(start, part) &&
      board.anyway.way(part, stop),
  );
  const through = skipped.filter((part) => {
    const area = board.part(part)?.area;
    return area !== undefined && way.some((wire) => crosses(wire.points, area));
  });
  if (through.length === 0) return [];
  const say = `the skip connection from ${board.name(from)} runs through ${listed(
    through.map((part) => board.called(part)).slice(0, 3),
  )}, as if it were the main path. Draw it as a curve at the side.`;
  return [
    finding('skip-on-main-path', say, [
      ...way.map((wire) => wire.stroke),
      ...board.elementsOf(through),
    ]),
  ];
}

/** What else leads into the sum, that should not. */
function otherSource(
  board: Case,
  edge: BoardEdge,
  part: number,
): { readonly from: number; readonly strokes: readonly string[] } | null {
  for (const from of board.componentsAt.keys()) {
    const way = from === part ? undefined : board.data.way(from, part);
    if (!way || !board.isRequired(from)) continue;
    const fits = (board.componentsAt.get(from) ?? []).some((id) => board.allows(id, edge.to));
    if (!fits) return { from, strokes: way.map((wire) => wire.stroke) };
  }
  return null;
}
