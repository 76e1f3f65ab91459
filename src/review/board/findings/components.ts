/** What is missing on the board, and what is too much. */
import { finding, type Case } from '../case.ts';
import { isEnd } from '../drawing.ts';
import { Vocabulary } from '../labels.ts';
import type { Finding } from '../../../core/drawing-review.ts';

export function componentFindings(board: Case): Finding[] {
  return [...missing(board), ...superfluous(board)];
}

function missing(board: Case): Finding[] {
  return board.required.flatMap((one) => {
    if (board.isPlaced(one.id)) return [];
    // A "+" may stand beside an arrow instead; skips.ts looks for it.
    if (one.kind === 'add') return [];
    // Where data comes in may be told by the label of the first arrow.
    if (isEnd(one) && labelled(board, one.id)) return [];
    return [finding('component-missing', `${board.name(one.id)} is missing.`, [])];
  });
}

function labelled(board: Case, id: string): boolean {
  const component = board.component(id);
  if (!component) return false;
  const vocabulary = new Vocabulary([component]);
  return board.drawing.wires.some(({ label }) => label !== '' && vocabulary.read(label).length > 0);
}

function superfluous(board: Case): Finding[] {
  const { parts, wired } = board.drawing;
  const spare = parts.filter(
    ({ kind, index, elements, dot }) =>
      kind === 'box' && elements.length > 0 && !dot && !board.componentsAt.has(index),
  );
  if (spare.length === 0) return [];
  const unlabelled: string[] = [];
  const findings: Finding[] = [];
  for (const part of spare) {
    const called = board.called(part.index);
    if (part.foreign !== null) {
      findings.push(finding('component-superfluous', part.foreign, part.elements));
    } else if (part.meanings.length > 0) {
      const known = part.meanings.flat().flatMap((id) => board.component(id) ?? []);
      const one = known.every(({ optional, many, kind }) => !optional && !many && kind !== 'add');
      if (!one || known.some(isEnd) || !wired.has(part.index)) continue;
      const say = `${called} is superfluous: nothing in this architecture corresponds to it here.`;
      findings.push(finding('component-superfluous', say, part.elements));
    } else if (!wired.has(part.index)) {
      continue;
    } else if (part.text.trim() === '') {
      unlabelled.push(...part.elements);
    } else {
      const say = `This review does not recognise ${called}. If it belongs there, be ready to say what it does.`;
      findings.push(finding('component-unknown', say, part.elements));
    }
  }
  if (unlabelled.length > 0) {
    const boxes = unlabelled.length === 1 ? 'A box has' : `${unlabelled.length} boxes have`;
    findings.push(
      finding('box-unlabelled', `${boxes} no label. Name each operation in its box.`, unlabelled),
    );
  }
  return findings;
}
