import reference from '../../../src/dev/boards/sketches/moe-layer.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const dispatched = sketch({
  boxes: [
    ['x', 0, 0, 'input', 'x', 'box'],
    ['gate', 0, 1, 'router', 'Gating network'],
    ['top', 0, 2, 'router', 'Top-2'],
    ['a', -1, 3.2, 'expert', 'FFN 1', 'box', 0.6],
    ['b', 0, 3.2, 'expert', 'FFN 2', 'box', 0.6],
    ['c', 1, 3.2, 'expert', 'FFN N', 'box', 0.6],
    ['sum', 0, 4.4, 'combine', '+', 'circle'],
    ['y', 0, 5.4, 'output', 'y', 'box'],
  ],
  arrows: [
    'x -> gate : (B, T, d)',
    'gate -> top : (B, T, E)',
    'top -> a : (B, T, k)',
    'top -> b',
    'top --> c',
    'a -> sum : (B, T, d)',
    'b -> sum : (B, T, d)',
    'c --> sum : (B, T, d)',
    'sum -> y : (B, T, d)',
  ],
  notes: [
    ['equation', 1.6, 4.4, 'y = Σ g_i(x) E_i(x)'],
    ['tradeoff', 1.6, 1, 'sparse: more memory, same FLOPs'],
  ],
});

export default {
  reference,
  good: {
    'through-the-router': dispatched,
    words: renamed(reference, {
      router: 'Gate',
      expert1: 'E1',
      expert2: 'E2',
      expert3: 'EN',
      combine: 'Weighted sum',
      topk: 'Select top-k',
    }),
    flat: {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label.replace('B, T, ', 'N, '),
      })),
    },
    'without-balance': without(reference, 'balance'),
  },
  faults: {
    'component-missing.router': without(without(without(reference, 'topk'), 'softmax'), 'router'),
    'component-missing.experts': without(
      without(without(reference, 'expert1'), 'expert2'),
      'expert3',
    ),
    'component-missing.sum': without(reference, 'combine'),
    'component-superfluous.attention': renamed(reference, { softmax: 'Self-attention' }),
    'component-superfluous.concatenation': renamed(reference, { softmax: 'Concat' }),
    'component-unknown.box': renamed(reference, { softmax: 'Magic' }),
    'connection-missing.weights': rewired(reference, ['topk combine']),
    'connection-missing.into-router': rewired(reference, ['input router']),
    'connection-wrong.turned-round': rewired(
      reference,
      ['combine output'],
      ['output -> combine : (B, T, d)'],
    ),
    'connection-wrong.back-to-the-router': rewired(
      reference,
      ['combine output'],
      ['combine -> output : (B, T, d)', 'combine ~> router @-1.6 : (B, T, d)'],
    ),
    'shape-impossible.router': relabelled(reference, 'softmax topk', '(B, T, d)'),
    'shape-impossible.output': relabelled(reference, 'combine output', '(B, T, 2d)'),
    'equation-missing.none': renamed(noted(reference, 'equation', null), {
      combine: 'Weighted sum',
    }),
    'equation-wrong.no-weights': renamed(noted(reference, 'equation', 'y = Σ E_i(x)'), {
      combine: 'Weighted sum',
    }),
    'equation-wrong.sum': renamed(noted(reference, 'equation', 'y = Σ g_i(x) + E_i(x)'), {
      combine: 'Weighted sum',
    }),
  },
};
