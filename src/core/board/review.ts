/** The review of a drawing: its text held against an architecture. */
import { Case } from './case.ts';
import { drawingOf, type Drawing } from './drawing.ts';
import { componentFindings } from './findings/components.ts';
import { connectionFindings } from './findings/connections.ts';
import { equationFindings } from './findings/equations.ts';
import { lookFindings } from './findings/look.ts';
import { shapeFindings } from './findings/shapes.ts';
import { skipFindings } from './findings/skips.ts';
import { readGraph } from './graph.ts';
import { placementsOf } from './match.ts';
import type {
  BoardSpec,
  Finding,
  FindingSeverity,
  Recognised,
  Refusal,
  Review,
} from './review-types.ts';
import { readScene } from './scene.ts';

const RANK: Readonly<Record<FindingSeverity, number>> = { error: 0, note: 1, habit: 2 };
/** A review as long as this is not read; what is above it tells enough. */
const MOST_FINDINGS = 60;

/** Holds the text of an `.excalidraw` file against an architecture. Never throws, whatever the text is. */
export function reviewDrawing(text: string, spec: BoardSpec): Review | Refusal {
  const scene = readScene(text);
  if (scene.kind === 'refused') return scene;
  const drawing = drawingOf(readGraph(scene), spec);
  const { board, structure } = best(drawing, spec);
  const findings = [
    ...structure,
    ...shapeFindings(board),
    ...equationFindings(board),
    ...lookFindings(board),
  ].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  const several = spec.variants.length > 1 && board.componentsAt.size > 0;
  return {
    kind: 'review',
    findings: findings.slice(0, MOST_FINDINGS),
    recognised: recognised(board),
    unread: scene.unread,
    variant: several ? board.placement.variant.id : null,
  };
}

/** Of all ways to draw the architecture and to read the drawing, that with the least to fault. */
function best(drawing: Drawing, spec: BoardSpec): { board: Case; structure: Finding[] } {
  const readings = spec.variants
    .flatMap((variant) => placementsOf(drawing, spec, variant))
    .map((placement) => {
      const board = new Case(drawing, spec, placement);
      const structure = structureOf(board);
      return { board, structure, weight: weigh(structure) + 0.01 * placement.cost };
    });
  const [first, ...others] = readings;
  if (!first) throw new Error('An architecture without a variant.');
  return others.reduce((least, one) => (one.weight < least.weight ? one : least), first);
}

function structureOf(board: Case): Finding[] {
  const skips = skipFindings(board);
  const told = new Set(
    skips.filter((one) => one.id === 'connection-wrong').flatMap((one) => one.elements.slice(0, 1)),
  );
  const connections = connectionFindings(board).filter(
    ({ elements }) => !elements.some((id) => told.has(id)),
  );
  return [...componentFindings(board), ...connections, ...skips];
}

function weigh(findings: readonly Finding[]): number {
  const weights: Partial<Record<Finding['id'], number>> = {
    'component-missing': 3,
    'component-superfluous': 2.5,
    'order-wrong': 1.5,
  };
  return findings.reduce(
    (sum, one) => sum + (one.severity === 'error' ? (weights[one.id] ?? 2) : 0.1),
    0,
  );
}

function recognised(board: Case): Recognised[] {
  return [...board.placement.partsOf].flatMap(([id]) => {
    const elements = board.elements(id);
    return elements.length === 0 ? [] : [{ name: board.component(id)?.name ?? id, elements }];
  });
}
