/** What a drawing says does not depend on where it lies, how large it is, or how its words are spelled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewDrawing } from '../../../src/review/board/review.ts';
import type { BoardSpec } from '../../../src/core/drawing-review.ts';
import { pack } from '../../built-in-pack.ts';
import { drawingsOf } from '../../boards/corpus.ts';
import { ROOT } from '../../python.ts';
import { runs } from '../../sample.ts';
import {
  inOtherWords,
  moved,
  parse,
  reordered,
  rotated,
  scaled,
  unbound,
  type Scene,
} from './transforms.ts';

const { boards } = pack;

/** Some of all drawings: fair ones and faults of each architecture. */
const drawings = boards.flatMap(({ board }) => {
  const architecture = board.id.replace('whiteboard/', '');
  const { good, faults } = drawingsOf(architecture);
  return [...good, ...faults].map(([name, text]) => {
    const scene = parse(text);
    let before: string[] | undefined;
    return {
      file: `${architecture}/${name}`,
      spec: board.spec,
      scene,
      /** What is said of it as it is, found out once: every property asks for the same few drawings. */
      before: () => (before ??= told(scene, board.spec)),
    };
  });
});

function told(scene: Scene, spec: BoardSpec): string[] {
  const review = reviewDrawing(JSON.stringify(scene), spec);
  if (review.kind === 'refused') return [review.say];
  return review.findings
    .map(({ id, elements }) => `${id} ${[...elements].sort().join(' ')}`)
    .sort();
}

/** By number, so that a counterexample is short. */
const drawing = fc.nat(drawings.length - 1);

function never(
  change: (scene: Scene, by: number) => Scene,
  by: fc.Arbitrary<number>,
  numRuns: number,
): void {
  fc.assert(
    fc.property(drawing, by, (index, amount) => {
      const one = drawings[index];
      if (!one) return;
      expect(told(change(one.scene, amount), one.spec), one.file).toEqual(one.before());
    }),
    { numRuns: runs(numRuns) },
  );
}

const SYNONYMS = [
  ['LayerNorm', 'LN', 'Layer norm', 'layer normalization', 'RMSNorm'],
  ['Multi-head\nself-attention', 'MHA', 'Self-attention', 'MHSA', 'multi-head attention'],
  ['Feed-forward', 'FFN', 'MLP', 'feed forward network'],
  ['Add & Norm', 'Add + LayerNorm', 'Add and norm', 'ADD / LN'],
  ['Conv 3x3, 64', '3×3 conv, 64', 'conv3x3 (64)', '3x3 Convolution'],
  ['Generator G', 'Generator', 'G'],
  ['Discriminator D', 'Discriminator', 'Critic', 'D'],
  ['Encoder q(z|x)', 'Encoder', 'Enc'],
  ['Decoder p(x|z)', 'Decoder', 'Dec'],
  ['Max pool 2x2', 'MaxPool', 'pool', 'Downsample'],
  ['Linear head', 'Classifier', 'MLP head'],
  ['+', '⊕', 'Add'],
];

/** The references, and what was drawn with the mouse: all of them, not some. */
const byHand = [
  ...drawings.filter(({ file }) => file.includes('/drawn ')),
  ...boards.map(({ board: { id, spec } }) => ({
    file: `${id}/reference`,
    spec,
    scene: parse(readFileSync(join(ROOT, 'drills', id, 'reference.excalidraw'), 'utf8')),
  })),
];

const CHANGES: Readonly<Record<string, (scene: Scene) => Scene>> = {
  moved: (scene) => moved(scene, 4321, -987),
  smaller: (scene) => scaled(scene, 0.4),
  larger: (scene) => scaled(scene, 3),
  'turned to the right': (scene) => rotated(scene, 0.1),
  'turned to the left': (scene) => rotated(scene, -0.1),
  'without bindings': unbound,
  'in another order': reordered,
  'in other words': (scene) => inOtherWords(scene, SYNONYMS, 1),
};

it('is held on the reference of every architecture, and on drawings by hand', () => {
  expect(byHand.length - boards.length).toBeGreaterThanOrEqual(19);
});

describe.each(byHand)('findings never change: $file', ({ scene, spec }) => {
  const before = told(scene, spec);
  it.each(Object.keys(CHANGES))('%s', (name) => {
    const change = CHANGES[name];
    expect(change && told(change(scene), spec)).toEqual(before);
  });
});

describe('findings never change', () => {
  it('when the drawing is moved', () =>
    never((scene, by) => moved(scene, by, -2 * by), fc.integer({ min: -5000, max: 5000 }), 40));

  it('when it is scaled', () => never(scaled, fc.double({ min: 0.2, max: 6, noNaN: true }), 40));

  it('when its layout is turned by some degrees', () =>
    never(rotated, fc.double({ min: -0.14, max: 0.14, noNaN: true }), 40));

  it('when arrows are not bound', () => never(unbound, fc.constant(0), 60));

  it('when its elements were drawn in another order', () => never(reordered, fc.constant(0), 40));

  it('when other words are used for the same', () =>
    never((scene, by) => inOtherWords(scene, SYNONYMS, by), fc.nat(20), 60));
});
