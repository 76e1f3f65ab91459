/** What runs from where to where: missing, wrong, turned round, in the wrong order. */
import { finding, type Case } from '../case.ts';
import { Paths } from '../paths.ts';
import type { BoardEdge, Finding } from '../../../core/drawing-review.ts';

/** Edges between placed components; over a "+" that is not drawn they run on to what follows it. */
export function mainEdges(board: Case): BoardEdge[] {
  return board.edges.flatMap((edge) => {
    if (edge.role !== 'main' || edge.optional) return [];
    const bare = (id: string): boolean => board.kind(id) === 'add' && !board.isPlaced(id);
    if (bare(edge.from)) return [];
    if (!bare(edge.to)) return [edge];
    const after = board.edges.filter(
      (one) => one.from === edge.to && one.role === 'main' && !bare(one.to),
    );
    return after.map(({ to }) => ({ ...edge, to }));
  });
}

export function runs(board: Case, from: string, to: string, paths = board.data): boolean {
  return board.partsOf(from).some((a) => board.partsOf(to).some((b) => a === b || paths.way(a, b)));
}

export function connectionFindings(board: Case): Finding[] {
  const turned = new Set<string>();
  const findings: Finding[] = [];
  for (const { from, to } of mainEdges(board)) {
    if (!board.isPlaced(from) || !board.isPlaced(to) || runs(board, from, to)) continue;
    const against = turnedRound(board, from, to);
    if (against.length > 0) {
      against.forEach((stroke) => turned.add(stroke));
      const say = `an arrow between ${board.name(from)} and ${board.name(to)} points the wrong way: data runs from ${board.name(from)} to ${board.name(to)}.`;
      findings.push(finding('connection-wrong', say, [...against, ...board.elements(from, to)]));
    } else {
      const say = `there is no arrow from ${board.name(from)} to ${board.name(to)}.`;
      findings.push(finding('connection-missing', say, board.elements(from, to)));
    }
  }
  return [...findings, ...extra(board, turned), ...gradients(board)];
}

/** The arrows that would have to be turned for data to run from one to the other. */
function turnedRound(board: Case, from: string, to: string): string[] {
  for (const start of board.partsOf(from)) {
    for (const stop of board.partsOf(to)) {
      const way = board.either.way(start, stop);
      if (!way) continue;
      let at = start;
      const against: string[] = [];
      for (const wire of way) {
        if (wire.from !== at) against.push(wire.stroke);
        at = wire.from === at ? wire.to : wire.from;
      }
      return against;
    }
  }
  return [];
}

/** Arrows between components that no way to draw the architecture has. */
function extra(board: Case, turned: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const placed = [...board.componentsAt.keys()].filter((part) => board.isRequired(part));
  for (const from of placed) {
    for (const [to, wires] of board.data.from(from)) {
      if (!board.isRequired(to) || wires.some(({ stroke }) => turned.has(stroke))) continue;
      const froms = board.componentsAt.get(from) ?? [];
      const tos = board.componentsAt.get(to) ?? [];
      const fits = (a: readonly string[], b: readonly string[]): boolean =>
        a.some((one) => b.some((other) => board.allows(one, other)));
      if (fits(froms, tos) || (wires.some((wire) => wire.bothWays) && fits(tos, froms))) continue;
      if (froms.some((id) => tos.some((other) => isGradient(board, id, other)))) continue;
      const say = `an arrow runs from ${board.called(from)} to ${board.called(to)}, but it does not belong there.`;
      findings.push(
        finding('connection-wrong', say, [
          ...wires.map((one) => one.stroke),
          ...board.elementsOf([from, to]),
        ]),
      );
    }
  }
  return findings;
}

function isGradient(board: Case, from: string, to: string): boolean {
  return board.edges.some((edge) => edge.role === 'back' && edge.from === from && edge.to === to);
}

/** Gradients may run through anything on their way; an unlabelled arrow straight from one to the other will do. */
function gradients(board: Case): Finding[] {
  const edges = board.edges.filter((edge) => edge.role === 'back');
  if (edges.length === 0) return [];
  const back = new Paths(
    board.drawing,
    () => false,
    (wire) => wire.back,
  );
  const direct = new Paths(
    board.drawing,
    (part) => board.isRequired(part),
    () => true,
  );
  const findings: Finding[] = [];
  for (const { from, to, optional } of edges) {
    if (optional || !board.isPlaced(from) || !board.isPlaced(to)) continue;
    if (runs(board, from, to, back) || runs(board, from, to, direct)) continue;
    const say = `there is no gradient from ${board.name(from)} back to ${board.name(to)}. Draw it dashed, or write "gradient" on it.`;
    findings.push(finding('connection-missing', say, board.elements(from, to)));
  }
  for (const wire of board.drawing.wires) {
    const [froms, tos] = [board.componentsAt.get(wire.from), board.componentsAt.get(wire.to)];
    if (!wire.back || !froms || !tos || !board.isRequired(wire.from) || !board.isRequired(wire.to))
      continue;
    if (froms.some((from) => tos.some((to) => isGradient(board, from, to)))) continue;
    // Dashed for another reason: data all the same. And gradients go back wherever data went.
    const fits = (from: string, to: string): boolean =>
      board.allows(from, to) || board.allows(to, from);
    if (froms.some((from) => tos.some((to) => fits(from, to)))) continue;
    const say = `a gradient runs from ${board.called(wire.from)} to ${board.called(wire.to)}, but it does not belong there.`;
    findings.push(
      finding('connection-wrong', say, [wire.stroke, ...board.elementsOf([wire.from, wire.to])]),
    );
  }
  return findings;
}
