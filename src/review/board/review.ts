/** The review of a drawing: its text held against an architecture. */
import { Case } from './case.ts';
import { drawingOf, type Drawing } from './drawing.ts';
import { equationFindings } from './findings/equations.ts';
import { lookFindings } from './findings/look.ts';
import { shapeFindings } from './findings/shapes.ts';
import { readGraph } from './graph.ts';
import { placementsOf } from './match.ts';
import { lightest, readingOf, type Reading } from './reading.ts';
import type {
  BoardSpec,
  FindingSeverity,
  Recognised,
  Refusal,
  Review,
} from '../../core/drawing-review.ts';
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
function best(drawing: Drawing, spec: BoardSpec): Reading {
  const usual = least(drawing, spec, false, null);
  if (!usual) throw new Error('An architecture without a variant.');
  // Two components in each other's place break every connection around them.
  const errors = usual.structure.filter((one) => one.severity === 'error').length;
  return errors < 2 ? usual : (least(drawing, spec, true, usual) ?? usual);
}

/** The lightest of the readings and of one that is known. */
function least(
  drawing: Drawing,
  spec: BoardSpec,
  exchange: boolean,
  known: Reading | null,
): Reading | null {
  const placements = spec.variants
    .flatMap((variant) => placementsOf(drawing, spec, variant, exchange))
    .map((placement, order) => ({ placement, order }))
    .sort((a, b) => a.placement.cost - b.placement.cost);
  let best = known && { reading: known, order: -1 };
  for (const { placement, order } of placements) {
    // No reading is lighter than its placement alone, and those that follow cost more.
    if (best && lightest(placement) > best.reading.weight) break;
    const reading = readingOf(new Case(drawing, spec, placement));
    const lighter = !best || reading.weight < best.reading.weight;
    const earlier = best?.reading.weight === reading.weight && order < best.order;
    if (lighter || earlier) best = { reading, order };
  }
  return best?.reading ?? null;
}

function recognised(board: Case): Recognised[] {
  return [...board.placement.partsOf].flatMap(([id]) => {
    const elements = board.elements(id);
    return elements.length === 0 ? [] : [{ name: board.component(id)?.name ?? id, elements }];
  });
}
