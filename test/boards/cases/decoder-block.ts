import reference from '../../../src/dev/boards/sketches/decoder-block.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const NOTES = [
  ['equation', 3, 1, 'softmax(Q K^T / sqrt(d_h)) V, causal mask'],
  ['swiglu', 3, 4, 'FFN(x) = W2 (SiLU(W1 x) * W3 x)'],
  ['tradeoff', 3, 5, 'GQA: smaller KV cache than MHA, MQA even smaller'],
] as const;

/** Every sub-layer in one box, with sums in words. */
const coarse = sketch({
  boxes: [
    ['h', 0, 0, 'input', 'hidden states', 'box'],
    ['n1', 0, 1, 'normalisation', 'Pre-norm (RMS)'],
    ['gqa', 0, 2, 'attention', 'Causal GQA with RoPE'],
    ['plus1', 0, 3, 'add', 'Residual add', 'box'],
    ['n2', 0, 4, 'normalisation', 'Pre-norm (RMS)'],
    ['mlp', 0, 5, 'feed-forward', 'SwiGLU MLP'],
    ['plus2', 0, 6, 'add', 'Residual add', 'box'],
    ['next', 0, 7, 'output', 'to next block', 'box'],
  ],
  arrows: [
    'h -> n1 -> gqa -> plus1 -> n2 -> mlp -> plus2 -> next : [N, L, 4096]',
    'h ~> plus1 @0.8',
    'plus1 ~> plus2 @0.8',
  ],
  notes: NOTES,
});

/** With QK-norm, a shared box for RoPE, heads after time, a cache, and the network in one box. */
const detailed = sketch({
  boxes: [
    ['x', 0, 0, 'input', 'x', 'text'],
    ['n1', 0, 1, 'normalisation', 'RMSNorm', 'box', 3.7],
    ['q', -1, 2, 'linear', 'q_proj'],
    ['k', 0, 2, 'linear', 'k_proj'],
    ['v', 1, 2, 'linear', 'v_proj'],
    ['qn', -1, 3, 'normalisation', 'RMSNorm'],
    ['kn', 0, 3, 'normalisation', 'RMSNorm'],
    ['rot', -0.5, 4, 'position', 'Rotary embedding', 'box', 2],
    ['cache', 0.9, 4, 'cache', 'KV cache', 'box', 0.8],
    ['sdpa', 0, 5, 'attention', 'FlashAttention (causal)', 'box', 3.7],
    ['o', 0, 6, 'linear', 'o_proj'],
    ['p1', 0, 7, 'add', '⊕', 'circle'],
    ['n2', 0, 8, 'normalisation', 'RMSNorm'],
    ['mlp', 0, 9, 'feed-forward', 'Gated MLP: d → 8/3 d → d'],
    ['p2', 0, 10, 'add', '⊕', 'circle'],
    ['y', 0, 11, 'output', 'y', 'text'],
  ],
  arrows: [
    'x -> n1 -> q : (b, s, d)',
    'n1 -> k : (b, s, d)',
    'n1 -> v : (b, s, d)',
    'q -> qn : (b, s, n_q, d_h)',
    'k -> kn : (b, s, n_kv, d_h)',
    'qn -> rot : (b, s, n_q, d_h)',
    'kn -> rot : (b, s, n_kv, d_h)',
    'rot -> sdpa : (b, s, n_q, d_h)',
    'v -> cache : (b, s, n_kv, d_h)',
    'cache -> sdpa',
    'sdpa -> o : (b, s, n_q·d_h)',
    'o -> p1 -> n2 -> mlp -> p2 -> y : (b, s, d)',
    'x ~> p1 @1.7',
    'p1 ~> p2 @0.8',
  ],
  notes: NOTES,
});

/** Fused projections, and the gate zoomed in. */
const fused = rewired(
  without(without(without(renamed(reference, { q: 'QKV projection', k: '' }), 'v'), 'ropek'), 'k'),
  ['norm1 attention', 'q ropeq'],
  ['q -> ropeq : Q, K', 'q -> attention : V: (B, g, T, k)'],
);

const flat: Readonly<Partial<Record<string, string>>> = {
  '(B, h, T, k)': '(B, T, d)',
  '(B, g, T, k)': '(B, T, g·k)',
};

export default {
  reference,
  good: {
    'sub-layers-in-one-box': coarse,
    'qk-norm-and-shared-rope': detailed,
    'fused-projections': fused,
    words: renamed(reference, {
      q: 'Q',
      k: 'K',
      v: 'V',
      ropeq: 'rotate',
      attention: 'SDPA, masked',
      out: 'Linear',
      gate: 'W1',
      up: 'W3',
      act: 'Swish',
      times: '⊙',
      down: 'W2',
    }),
    'flat-heads': {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: flat[one.label] ?? one.label,
      })),
    },
    'network-in-tex': noted(
      reference,
      'swiglu',
      String.raw`W_{down}\left(\mathrm{SiLU}(W_{gate}\,x) \odot W_{up}\,x\right)`,
    ),
    'gate-last-and-residual': noted(reference, 'swiglu', 'W_d(W_u n ⊙ SiLU(W_g n)) + x'),
    'norm-and-power-in-code': noted(
      noted(reference, 'rms', 'x * rsqrt(mean(x**2) + eps) * w'),
      'equation',
      'softmax(Q K^T * k**-0.5 + M) V\nM: −∞ where key j > query i',
    ),
  },
  faults: {
    'component-missing.norm': without(coarse, 'n2'),
    'component-missing.rope': without(without(reference, 'ropeq'), 'ropek'),
    'component-missing.gate': renamed(without(without(reference, 'act'), 'up'), {
      gate: 'Linear',
      times: 'SiLU',
      down: 'Linear',
    }),
    'component-missing.product': without(reference, 'times'),
    'component-superfluous.positions': renamed(without(reference, 'out'), {
      act: 'Positional encoding',
    }),
    'component-superfluous.multi-head': renamed(reference, { out: 'Multi-head attention' }),
    'connection-missing.keys-not-rotated': without(reference, 'ropek'),
    'connection-wrong.values-rotated': rewired(reference, [], ['v -> ropek : (B, g, T, k)']),
    'connection-wrong.skip-from-the-norm': rewired(
      reference,
      ['input add1'],
      ['norm1 ~> add1 @-1.7'],
    ),
    'skip-missing.first': rewired(reference, ['input add1']),
    'skip-missing.second': rewired(reference, ['add1 add2']),
    'shape-impossible.full-key-heads': relabelled(
      relabelled(
        relabelled(reference, 'k ropek', '(B, h, T, k)'),
        'ropek attention',
        '(B, h, T, k)',
      ),
      'v attention',
      '(B, h, T, k)',
    ),
    'shape-impossible.output': relabelled(reference, 'down add2', '(B, T, f)'),
    'equation-missing.feed-forward': noted(reference, 'swiglu', null),
    'equation-missing.mask': renamed(noted(reference, 'equation', 'softmax(QKᵀ / √k) V'), {
      attention: 'GQA',
    }),
    'equation-wrong.root': noted(reference, 'equation', 'softmax(QKᵀ / k) V'),
    'equation-wrong.mask': renamed(
      noted(reference, 'equation', 'softmax(QKᵀ / √k) V, −∞ where j ≤ i'),
      { attention: 'GQA' },
    ),
    'equation-wrong.layer-norm': renamed(noted(noted(reference, 'qknorm', null), 'rms', null), {
      norm1: 'LayerNorm',
      norm2: 'LayerNorm',
    }),
    'equation-wrong.sum-in-tex': noted(
      reference,
      'swiglu',
      String.raw`W_{down}(\mathrm{SiLU}(W_{gate} x) + W_{up} x)`,
    ),
    'equation-wrong.gelu': noted(reference, 'swiglu', 'W_2 GELU(W_1 x)'),
    'equation-wrong.sum': noted(reference, 'swiglu', 'W_down (SiLU(W_gate x) + W_up x)'),
  },
};
