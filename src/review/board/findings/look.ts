/** How the drawing looks to its reader: direction, colours, loose ends, and what is weighed. */
import { finding, listed, type Case } from '../case.ts';
import type { Point } from '../geometry.ts';
import { isEnd } from '../drawing.ts';
import type { Finding } from '../../../core/drawing-review.ts';

export function lookFindings(board: Case): Finding[] {
  return [...flow(board), ...colours(board), ...loose(board), ...weighed(board)];
}

type Way = 'down' | 'up' | 'across';

/** From its start to its end, in radians clockwise from the right. */
function angleOf(from: Point, to: Point): number {
  return Math.atan2(to.y - from.y, to.x - from.x);
}

const MOST_TILT = 0.35;

/**
 * By how much a drawing is turned: the mean of how far its arrows are from upright and level, where quarters of a turn
 * count as none. A layout that is slanted throughout is not a drawing that is turned.
 */
function tiltOf(angles: readonly number[]): number {
  const [x, y] = [Math.cos, Math.sin].map((of) =>
    angles.reduce((sum, one) => sum + of(4 * one), 0),
  ) as [number, number];
  return Math.max(-MOST_TILT, Math.min(MOST_TILT, Math.atan2(y, x) / 4));
}

/** Turned by some degrees a drawing still runs the same way. */
function wayOf(angle: number): Way {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  if (Math.abs(dy) < 0.8 * Math.abs(dx)) return 'across';
  return dy > 0 ? 'down' : 'up';
}

function flow(board: Case): Finding[] {
  if (board.spec.flow === 'free') return [];
  const main = board.edges.filter(({ role, optional }) => role === 'main' && !optional);
  const runs: { readonly angle: number; readonly strokes: readonly string[] }[] = [];
  for (const { from, to } of main) {
    for (const a of board.partsOf(from)) {
      for (const b of board.partsOf(to)) {
        const wires = (a === b ? undefined : board.data.way(a, b)) ?? [];
        // By the arrows, not by the boxes' middles: a bar may feed what stands at its end.
        const [start, stop] = [wires[0]?.points[0], wires.at(-1)?.points.at(-1)];
        if (!start || !stop) continue;
        runs.push({ angle: angleOf(start, stop), strokes: wires.map((wire) => wire.stroke) });
      }
    }
  }
  const tilt = tiltOf(runs.map(({ angle }) => angle));
  const count: Record<Way, string[]> = { down: [], up: [], across: [] };
  for (const { angle, strokes } of runs) count[wayOf(angle - tilt)].push(...strokes);
  const { down, up, across } = count;
  const all = down.length + up.length + across.length;
  if (all < 2) return [];
  if (up.length > all / 2) {
    const say =
      'data flows from the bottom to the top. Most interviewers read from the top down, so put the input at the top and the output at the bottom.';
    return [finding('flow-upward', say, [...new Set(up)])];
  }
  if (across.length > all / 2) {
    const say =
      'the drawing runs sideways. That is easy to read, but on a whiteboard, drawing from top to bottom leaves more room for shapes beside the arrows.';
    return [finding('flow-sideways', say, [])];
  }
  if (up.length > 0 && down.length > all / 2) {
    const arrows =
      up.length === 1
        ? 'one arrow on the main path runs'
        : `${up.length} arrows on the main path run`;
    return [
      finding(
        'flow-upward',
        `${arrows} upwards while the others run down. Let data flow one way.`,
        [...new Set(up)],
      ),
    ];
  }
  return [];
}

function colours(board: Case): Finding[] {
  const kinds = new Map<string, Map<string, number[]>>();
  const coloured = new Set<string>();
  let boxes = 0;
  for (const [index, ids] of board.componentsAt) {
    const part = board.part(index);
    const named = [...new Set(ids.map((id) => board.kind(id)))];
    const [kind] = named;
    if (part?.kind !== 'box' || kind === undefined || named.length > 1) continue;
    if (kind === 'add' || kind === 'multiply' || ids.some((id) => isEndKind(board, id))) continue;
    boxes += 1;
    const colour = part.fill ?? part.stroke ?? 'none';
    coloured.add(colour);
    const at = kinds.get(colour) ?? new Map<string, number[]>();
    at.set(kind, [...(at.get(kind) ?? []), index]);
    kinds.set(colour, at);
  }
  const different = new Set([...kinds.values()].flatMap((one) => [...one.keys()]));
  if (boxes < 3 || different.size < 2) return [];
  if (coloured.size === 1) {
    const say =
      'all boxes have the same colour. Give each kind of operation its own, so that the structure is clear at a glance.';
    return [finding('colours-shared', say, [])];
  }
  return [...kinds.values()].flatMap((byKind) => {
    if (byKind.size < 2) return [];
    const [...names] = byKind.keys();
    const say = `${listed(names)} have the same colour. Use a different colour for each kind of operation.`;
    return [finding('colours-shared', say, board.elementsOf([...byKind.values()].flat()))];
  });
}

function isEndKind(board: Case, id: string): boolean {
  const component = board.component(id);
  return component !== undefined && isEnd(component);
}

function loose(board: Case): Finding[] {
  const { wires, parts } = board.drawing;
  const free = (index: number): boolean =>
    parts[index]?.kind === 'loose' && !board.componentsAt.has(index);
  const starts = new Set(wires.map((wire) => wire.from));
  const stops = new Set(wires.map((wire) => wire.to));
  const into = wires.filter(({ to, label }) => free(to) && !starts.has(to) && label === '');
  const outOf = wires.filter(
    ({ from, label, back }) => free(from) && !stops.has(from) && label === '' && !back,
  );
  const findings: Finding[] = [];
  const ends = [...new Set([...into, ...outOf].map((wire) => wire.stroke))];
  if (ends.length > 0) {
    const arrows = ends.length === 1 ? 'one arrow has' : `${ends.length} arrows have`;
    findings.push(
      finding(
        'arrow-loose',
        `${arrows} a loose end. Connect it to a box, or write what comes in or goes out there.`,
        ends,
      ),
    );
  }
  const headless = [...new Set(wires.filter((wire) => wire.headless).map((wire) => wire.stroke))];
  if (headless.length > 0) {
    const lines = headless.length === 1 ? 'one line has' : `${headless.length} lines have`;
    findings.push(
      finding(
        'arrow-loose',
        `${lines} no arrowhead, so the direction of the data is unclear.`,
        headless,
      ),
    );
  }
  return findings;
}

const WEIGHING =
  /trade-?\s?off|\bvs\.?\b|versus|instead of|alternative|\bbut\b|\bcosts?\b|\bpros?\b|\bcons\b|cheaper|slower|faster|\bO\s*\(|\bmemory\b|advantage|drawback|downside|more stable|less stable|however|\bat the (price|cost)|compared? (to|with)/iu;

function weighed(board: Case): Finding[] {
  const own = board.spec.weighing.map((one) => one.toLowerCase());
  // A box that is named "RMSNorm" weighs nothing yet.
  const weighs = (text: string): boolean =>
    own.some((one) => text.toLowerCase().includes(one)) &&
    !board.drawing.vocabulary.isExactly(text);
  // Nor does a word of weighing where it is the name of something, as "advantage" in GRPO.
  const terms = board.spec.components.flatMap(({ name }) => WEIGHING.exec(name)?.[0] ?? []);
  const bare = (text: string): string =>
    terms.reduce((rest, term) => rest.replaceAll(new RegExp(term, 'giu'), ''), text);
  const says = board.drawing.texts.some(({ text }) => WEIGHING.test(bare(text)) || weighs(text));
  if (says) return [];
  const say =
    'there is no trade-off. Close with one: name an alternative, and say what it gains and what it costs.';
  return [finding('trade-off-missing', say, [])];
}
