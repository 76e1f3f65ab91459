/** What runs from where to where: missing, wrong, turned round, in the wrong order. */
import { finding, type Case } from '../case.ts';
import type { Wire } from '../drawing.ts';
import { Paths } from '../paths.ts';
import type { BoardEdge, Finding } from '../review-types.ts';

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
  const edges = mainEdges(board).filter(
    ({ from, to }) => board.isPlaced(from) && board.isPlaced(to),
  );
  const broken = edges.filter(({ from, to }) => !runs(board, from, to));
  const swapped = broken.filter(
    (edge) =>
      !runs(board, edge.from, edge.to, board.anyway) &&
      runs(board, edge.to, edge.from, board.anyway),
  );
  const turned = new Set<string>();
  const findings: Finding[] = [];
  const involved = new Set<string>();
  for (const { from, to } of swapped) {
    const wires = between(board, to, from);
    const lead = edges.filter((edge) => edge.to === from).map((edge) => edge.from);
    const comesFirst = lead.some((id) => runs(board, id, to));
    if (wires.length > 0 && !comesFirst) {
      wires.forEach(({ stroke }) => turned.add(stroke));
      const say = `the arrow between ${board.name(from)} and ${board.name(to)} points the wrong way: data runs from ${board.name(from)} to ${board.name(to)}.`;
      findings.push(
        finding('connection-wrong', say, [
          ...wires.map((one) => one.stroke),
          ...board.elements(from, to),
        ]),
      );
    } else {
      involved.add(from);
      involved.add(to);
      const say = `${board.name(to)} comes before ${board.name(from)}; it should come after.`;
      findings.push(finding('order-wrong', say, board.elements(from, to)));
    }
  }
  for (const edge of broken) {
    if (swapped.includes(edge)) continue;
    const { from, to } = edge;
    const explained = involved.has(from) || involved.has(to);
    if (explained && runs(board, from, to, board.anyway)) continue;
    if (explained && involved.has(from) && involved.has(to)) continue;
    const say = `no arrow runs from ${board.name(from)} to ${board.name(to)}.`;
    findings.push(finding('connection-missing', say, board.elements(from, to)));
  }
  return [...findings, ...extra(board, involved, turned), ...gradients(board)];
}

function between(board: Case, from: string, to: string): readonly Wire[] {
  for (const a of board.partsOf(from)) {
    for (const b of board.partsOf(to)) {
      const way = board.data.way(a, b);
      if (way) return way;
    }
  }
  return [];
}

/** Arrows between components that no way to draw the architecture has. */
function extra(
  board: Case,
  explained: ReadonlySet<string>,
  turned: ReadonlySet<string>,
): Finding[] {
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
      if ([...froms, ...tos].some((id) => explained.has(id))) continue;
      const say = `an arrow runs from ${board.called(from)} to ${board.called(to)}; it does not belong there.`;
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
    const say = `no gradient runs from ${board.name(from)} back to ${board.name(to)}. Draw it dashed, or write "gradient" on it.`;
    findings.push(finding('connection-missing', say, board.elements(from, to)));
  }
  for (const wire of board.drawing.wires) {
    const [froms, tos] = [board.componentsAt.get(wire.from), board.componentsAt.get(wire.to)];
    if (!wire.back || !froms || !tos || !board.isRequired(wire.from) || !board.isRequired(wire.to))
      continue;
    if (froms.some((from) => tos.some((to) => isGradient(board, from, to)))) continue;
    // Dashed for another reason: data all the same.
    if (froms.some((from) => tos.some((to) => board.allows(from, to)))) continue;
    const say = `a gradient runs from ${board.called(wire.from)} to ${board.called(wire.to)}; it does not belong there.`;
    findings.push(
      finding('connection-wrong', say, [wire.stroke, ...board.elementsOf([wire.from, wire.to])]),
    );
  }
  return findings;
}
