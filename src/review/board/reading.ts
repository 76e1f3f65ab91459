/** What is to be said about the structure of a drawing, read in one way, and how much that is. */
import { finding, type Case } from './case.ts';
import { componentFindings } from './findings/components.ts';
import { connectionFindings } from './findings/connections.ts';
import { skipFindings } from './findings/skips.ts';
import type { Placement } from './match.ts';
import type { Finding } from '../../core/drawing-review.ts';

export interface Reading {
  readonly board: Case;
  readonly structure: readonly Finding[];
  /** The less, the more likely is it what was meant. */
  readonly weight: number;
}

const WEIGHT: Partial<Record<Finding['id'], number>> = {
  'component-missing': 3,
  'component-superfluous': 3.1,
};
const OTHER = 2;
const ORDER = 2.2;
export function readingOf(board: Case): Reading {
  const structure = [...exchanged(board), ...structureOf(board)];
  return { board, structure, weight: weigh(structure) + lightest(board.placement) };
}

/** What a reading weighs when nothing is to be said. */
export function lightest({ cost }: Placement): number {
  return 0.01 * cost;
}

function exchanged(board: Case): Finding[] {
  const [first, second] = board.placement.exchanged;
  if (first === undefined || second === undefined) return [];
  const say = `${board.name(first)} and ${board.name(second)} are in the wrong order: ${board.name(first)} should come first.`;
  return [finding('order-wrong', say, board.elements(first, second))];
}

function structureOf(board: Case): Finding[] {
  const skips = skipFindings(board);
  const wrong = skips.filter((one) => one.id === 'connection-wrong');
  const told = new Set(wrong.flatMap((one) => one.elements.slice(0, 1)));
  const connections = connectionFindings(board).filter(
    ({ elements }) => !elements.some((id) => told.has(id)),
  );
  return [...componentFindings(board), ...connections, ...skips];
}

function weigh(findings: readonly Finding[]): number {
  const of = ({ id, severity }: Finding): number => {
    if (severity !== 'error') return 0.1;
    return id === 'order-wrong' ? ORDER : (WEIGHT[id] ?? OTHER);
  };
  return findings.reduce((sum, one) => sum + of(one), 0);
}
