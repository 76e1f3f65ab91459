import reference from '../../../src/dev/boards/sketches/dit-block.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const NOTES = [
  ['equation', 3, 1, 'h = x + gate * attn(norm(x) * (1 + scale) + shift)'],
  ['start', 3, 3, 'gate initialised to zero'],
  ['tradeoff', 3, 5, 'cheap compared to cross-attention'],
] as const;

/** Adaptive norms in one box, one vector c, the network at the left. */
const adaptive = sketch({
  boxes: [
    ['tokens', 0, 0, 'input', 'patch tokens', 'box'],
    ['c', -2, 0, 'input', 'c = t_emb + y_emb', 'box'],
    ['mlp', -2, 3, 'conditioning', 'adaLN MLP'],
    ['n1', 0, 1, 'normalisation', 'adaLN'],
    ['sa', 0, 2, 'attention', 'MHSA'],
    ['g1', 0, 3, 'gate', '⊙', 'circle'],
    ['p1', 0, 4, 'add', '+'],
    ['n2', 0, 5, 'normalisation', 'adaLN'],
    ['ff', 0, 6, 'feed-forward', 'MLP'],
    ['g2', 0, 7, 'gate', '⊙', 'circle'],
    ['p2', 0, 8, 'add', '+'],
    ['out', 0, 9, 'output', 'to next block', 'box'],
  ],
  arrows: [
    'tokens -> n1 : [N, 256, 1152]',
    'c -> mlp : [N, 1152]',
    'mlp -> n1 : γ1, β1',
    'mlp -> g1 : gate [N, 1152]',
    'mlp -> n2 : γ2, β2',
    'mlp -> g2 : gate [N, 1152]',
    'n1 -> sa -> g1 -> p1 -> n2 -> ff -> g2 -> p2 -> out : [N, 256, 1152]',
    'tokens ~> p1 @0.8',
    'p1 ~> p2 @0.8',
  ],
  notes: NOTES,
});

export default {
  reference,
  good: {
    'gate-behind': noted(reference, 'equation', 'h = x + Attn((1 + γ) ⊙ LN(x) + β) ⊙ g'),
    'adaptive-norm-in-one-box': adaptive,
    'as-in-the-paper': renamed(
      without(without(without(without(reference, 'label'), 'embedy'), 'embed'), 'sum'),
      {
        time: 'Conditioning',
        modulation: 'MLP',
        norm1: 'Layer Norm',
        mod1: 'Scale, Shift',
        gate1: 'Scale',
        norm2: 'Layer Norm',
        mod2: 'Scale, Shift',
        ffn: 'Pointwise Feedforward',
        gate2: 'Scale',
        output: "x'",
      },
    ),
    words: renamed(reference, {
      time: 'timestep',
      label: 'text',
      mod1: 'modulate (γ1, β1)',
      mod2: 'modulate (γ2, β2)',
      gate1: 'α1 ⊙',
      gate2: 'α2 ⊙',
      ffn: 'MLP',
      attention: 'Attention',
      norm1: 'LN',
      norm2: 'LN',
    }),
    'per-token-letters': {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label
          .replace('B, T, d', 'b, n, D')
          .replace('(B, 2d)', '(b, 2D)')
          .replace('(B, d)', '(b, D)'),
      })),
    },
  },
  faults: {
    'component-missing.gate': without(reference, 'gate1'),
    'component-missing.scale-and-shift': without(reference, 'mod2'),
    'component-missing.timestep': relabelled(
      without(without(reference, 'time'), 'embed'),
      'sum modulation',
      '(B, d)',
    ),
    'component-missing.network': without(reference, 'modulation'),
    'component-superfluous.cross-attention': renamed(reference, { embed: 'Cross-attention' }),
    'component-superfluous.concatenation': renamed(reference, { embed: 'Concat' }),
    'connection-missing.gate-without-condition': rewired(reference, ['modulation gate1']),
    'connection-missing.shift-without-condition': rewired(reference, ['modulation mod2']),
    'connection-wrong.condition-from-the-tokens': rewired(
      reference,
      [],
      ['norm1 -> modulation : (B, T, d)'],
    ),
    'connection-wrong.turned-round': rewired(
      reference,
      ['mod1 attention'],
      ['attention -> mod1 : (B, T, d)'],
    ),
    'skip-missing.first': rewired(reference, ['input add1']),
    'skip-missing.second': rewired(reference, ['add1 add2']),
    'shape-impossible.output': relabelled(reference, 'ffn gate2', '(B, T, 4d)'),
    'equation-missing.branch': noted(reference, 'equation', null),
    'equation-missing.start': noted(reference, 'start', null),
    'equation-wrong.gate-missing': noted(reference, 'equation', 'x + Attn((1 + γ₁) ⊙ LN(x) + β₁)'),
    'equation-wrong.gate-on-the-stream': noted(
      reference,
      'equation',
      'α₁ ⊙ (x + Attn((1 + γ₁) ⊙ LN(x) + β₁))',
    ),
    'equation-wrong.start': noted(reference, 'start', 'α = 1 at the start, never = 0'),
  },
};
