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
    ['top', 0, 2, 'router', 'Top-2 of s + b'],
    ['a', -1, 3.2, 'expert', 'FFN 1', 'box', 0.6],
    ['b', 0, 3.2, 'expert', 'FFN 2', 'box', 0.6],
    ['c', 1, 3.2, 'expert', 'FFN N', 'box', 0.6],
    ['always', 2, 3.2, 'shared', 'Shared FFN', 'box', 0.6],
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
    'x ~> always @1.5 : (B, T, d)',
    'always -> sum -> y : (B, T, d)',
  ],
  notes: [
    ['equation', 2.6, 4.6, 'y = Shared(x) + Σ g_i(x) E_i(x)'],
    ['tradeoff', 1.6, 1, 'sparse: more memory, same FLOPs'],
  ],
});

/** From left to right, in other words, with the auxiliary loss that some models keep. */
const sideways = sketch({
  boxes: [
    ['h', 0, 1, 'input', 'hidden states', 'box'],
    ['norm', 1, 1, 'norm', 'RMSNorm'],
    ['gate', 2, 0, 'router', 'Gate (linear + sigmoid)'],
    ['b', 2, -1, 'bias', 'expert bias'],
    ['pick', 3, 0, 'router', 'select top-8'],
    ['routed', 3, 1, 'expert', 'Routed experts (256)'],
    ['common', 3, 2, 'shared', 'Shared expert'],
    ['aux', 3, -1, 'loss', 'small aux loss'],
    ['mix', 4.2, 1, 'combine', '⊕', 'circle'],
    ['out', 5, 1, 'output', 'out', 'box'],
  ],
  arrows: [
    'h -> norm -> gate : [N, 7168]',
    'gate -> pick : [N, 256]',
    'b -> pick : [256]',
    'gate -> aux',
    'norm -> routed : [N, 7168]',
    'pick -> routed : [N, 8]',
    'norm -> common : [N, 7168]',
    'routed -> mix : [N, 7168]',
    'common -> mix -> out : [N, 7168]',
    'pick -> mix : [N, 8]',
  ],
  notes: [
    ['equation', 0, 3, 'y = FFN_shared(x) + sum_i g_i(x) FFN_i(x)'],
    ['tradeoff', 0, 4, 'all-to-all, memory vs compute'],
  ],
});

export default {
  reference,
  good: {
    'other-letter-for-the-weights': noted(reference, 'equation', 'y = E_s(x) + Σ_i w_i E_i(x)'),
    'bias-in-the-choice-only': noted(
      noted(reference, 'balance', null),
      'equation',
      'g_i = s_i if s_i + b_i ∈ TopK, 0 otherwise\ny = Shared(x) + Σ g_i(x) E_i(x)',
    ),
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
    'without-boxes-in-the-router': without(
      without(renamed(reference, { router: 'Gate: top-8' }), 'softmax'),
      'topk',
    ),
    sideways,
  },
  faults: {
    'component-missing.router': without(without(without(reference, 'topk'), 'softmax'), 'router'),
    'component-missing.shared-expert': without(reference, 'shared'),
    'component-missing.bias': renamed(without(reference, 'bias'), { topk: 'Top-k' }),
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
    'connection-wrong.shared-expert-routed': rewired(reference, [], ['topk -> shared : (B, T, k)']),
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
    'equation-wrong.no-weights': renamed(noted(reference, 'equation', 'y = E_s(x) + Σ E_i(x)'), {
      combine: 'Weighted sum',
    }),
    'equation-wrong.bias-in-the-weights': renamed(
      noted(noted(reference, 'balance', null), 'equation', 'g_i = (s_i + b_i) / Σ (s_j + b_j)'),
      { topk: 'Top-k' },
    ),
    'equation-wrong.sign': renamed(noted(reference, 'balance', 'b_i += γ if overloaded'), {
      topk: 'Top-k',
    }),
    'equation-wrong.sum': renamed(noted(reference, 'equation', 'y = Σ g_i(x) + E_i(x)'), {
      combine: 'Weighted sum',
    }),
  },
};
