import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['input', 0, 0, 'input', 'x'],
    ['norm1', 0, 1, 'normalisation', 'LayerNorm'],
    ['attention', 0, 2, 'attention', 'Multi-head\nself-attention'],
    ['add1', 0, 3, 'add', '+'],
    ['norm2', 0, 4, 'normalisation', 'LayerNorm'],
    ['ffn', 0, 5, 'feed-forward', 'Feed-forward\nd → 4d → d, GELU'],
    ['add2', 0, 6, 'add', '+'],
    ['output', 0, 7, 'output', 'y'],
  ],
  arrows: [
    'input -> norm1 : (B, T, d)',
    'norm1 -> attention : (B, T, d)',
    'attention -> add1 : (B, T, d)',
    'add1 -> norm2 : (B, T, d)',
    'norm2 -> ffn : (B, T, d)',
    'ffn -> add2 : (B, T, d)',
    'add2 -> output : (B, T, d)',
    'input ~> add1 @-0.75',
    'add1 ~> add2 @-0.75',
  ],
  notes: [
    ['equation', 0.95, 2, 'softmax(QKᵀ / √d_k) V\nQ, K, V: (B, h, T, d_k), d_k = d / h'],
    ['residual', 0.95, 3, 'x + Sublayer(LN(x))'],
    [
      'tradeoff',
      0.95,
      5.2,
      'Trade-offs\nPre-norm: stable without warm-up; post-norm needs it.\nAttention costs O(T² d), feed-forward O(T d²).',
    ],
    ['title', -1.6, 0, 'Transformer block\n(pre-norm), × N', 22],
  ],
});
