import reference from '../../../src/dev/boards/sketches/lora.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

/** Sideways, square, with row vectors, the update as one box. */
const coarse = sketch({
  boxes: [
    ['x', 0, 1, 'input', 'hidden states'],
    ['w', 1.2, 0, 'frozen', 'Pretrained weights W₀ (frozen)'],
    ['lora', 1.2, 2, 'adapter', 'LoRA branch: BA, rank r=16'],
    ['plus', 2.4, 1, 'add', '⊕', 'circle'],
    ['y', 3.4, 1, 'output', 'output'],
  ],
  arrows: [
    'x -> w : [N, 4096]',
    'x -> lora : [N, 4096]',
    'w -> plus : [N, 4096]',
    'lora -> plus : α/r, [N, 4096]',
    'plus -> y : [N, 4096]',
  ],
  notes: [
    ['equation', 0, 3, 'y = x W0 + alpha/r * x A B'],
    ['start', 0, 3.5, 'B init to zero, A gaussian'],
    ['tradeoff', 0, 4, 'cheaper than full fine-tuning; merge for serving'],
  ],
});

/** With dropout, the scaling before B, and the merged layer beside it. */
const detailed = sketch({
  boxes: [
    ['x', 0.5, 0, 'input', 'x', 'text'],
    ['w', 0, 2, 'frozen', 'Linear (frozen)'],
    ['drop', 1, 1, 'dropout', 'Dropout'],
    ['a', 1, 2, 'adapter', 'W_down: d → r'],
    ['s', 1, 3, 'scale', '×'],
    ['b', 1, 4, 'adapter', 'W_up: r → d'],
    ['plus', 0.5, 5, 'add', '+'],
    ['h', 0.5, 6, 'output', 'h', 'text'],
    ['x2', 3, 0, 'input', 'x', 'text'],
    ['merged', 3, 2, 'frozen', "W' = W + (α/r) BA"],
    ['h2', 3, 4, 'output', 'h', 'text'],
  ],
  arrows: [
    'x -> w : (B, L, d)',
    'x -> drop -> a : (B, L, d)',
    'a -> s -> b : (B, L, r)',
    'b -> plus : (B, L, d)',
    'w -> plus -> h : (B, L, d)',
    'x2 -> merged -> h2 : (B, L, d)',
  ],
  notes: [
    ['equation', -1.5, 5, 'h = W x + s · B (A x), s = alpha / r'],
    ['start', -1.5, 2, 'A: Kaiming, B: zeros'],
    ['tradeoff', -1.5, 3, 'Merged: no latency, but one task only'],
  ],
});

export default {
  reference,
  good: {
    'sideways-in-one-box': coarse,
    'with-dropout-and-merge': detailed,
    'without-a-box-for-the-scaling': without(reference, 'scale'),
    words: renamed(reference, {
      frozen: 'Base layer',
      down: 'lora_A',
      up: 'lora_B',
      scale: 'scaling',
    }),
    'functions-of-x': noted(reference, 'equation', 'out = W x + (α / r) · B(A(x))'),
    'small-random-a': noted(reference, 'start', 'B = 0, A = 0.01 · randn'),
    'with-the-reason': noted(reference, 'start', 'A random, B = 0: with both zero, no gradient'),
    'arrow-for-the-start': noted(reference, 'start', 'B ← 0'),
  },
  faults: {
    'component-missing.a': without(reference, 'down'),
    'component-missing.frozen-weight': without(reference, 'frozen'),
    'component-superfluous.activation': renamed(reference, { scale: 'ReLU' }),
    'component-superfluous.concatenation': renamed(reference, { scale: 'Concat' }),
    'order-wrong.b-first': renamed(reference, { down: 'B, trained', up: 'A, trained' }),
    'connection-missing.into-a': rewired(reference, ['input down']),
    'connection-wrong.in-series': rewired(reference, [], ['frozen -> down : (B, T, d_out)']),
    'connection-wrong.turned-round': rewired(
      reference,
      ['down up'],
      ['up -> down : (B, T, d_out)'],
    ),
    'shape-impossible.no-narrow-middle': relabelled(reference, 'down up', '(B, T, d_in)'),
    'shape-impossible.too-wide': relabelled(reference, 'add output', '(B, T, 2d_out)'),
    'equation-missing.layer': noted(reference, 'equation', null),
    'equation-missing.scaling': without(
      noted(noted(reference, 'merge', null), 'equation', 'h = W x + B A x'),
      'scale',
    ),
    'equation-wrong.order': noted(reference, 'equation', 'h = W x + (α / r) A B x'),
    'equation-wrong.scaling': renamed(
      noted(noted(reference, 'merge', null), 'equation', 'h = W x + (r / α) B A x'),
      { scale: '× r / α' },
    ),
    'equation-wrong.both-zero': noted(reference, 'start', 'A = 0, B = 0'),
  },
};
