import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['image', 0, 0, 'input', 'Image'],
    ['patches', 0, 1, 'patching', 'Split into patches'],
    ['embed', 0, 2, 'embedding', 'Linear projection'],
    ['token', 0, 3, 'token', 'Prepend [CLS]'],
    ['position', 0, 4, 'position', '+ positional\nembedding'],
    ['encoder', 0, 5.2, 'encoder', 'Transformer encoder\n× L', 'box', 1.15, 1.3],
    ['pick', 0, 6.4, 'pooling', 'Take [CLS]'],
    ['head', 0, 7.4, 'head', 'Linear head'],
    ['output', 0, 8.4, 'output', 'Class logits'],
  ],
  arrows: [
    'image -> patches : (B, 3, H, W)',
    'patches -> embed : (B, N, 3P²)',
    'embed -> token : (B, N, d)',
    'token -> position : (B, N+1, d)',
    'position -> encoder : (B, N+1, d)',
    'encoder -> pick : (B, N+1, d)',
    'pick -> head : (B, d)',
    'head -> output : (B, K)',
  ],
  notes: [
    ['equation', 1, 1, 'N = H W / P²\n224, P = 16: N = 196'],
    ['conv', 1, 2, 'in code: Conv, kernel P, stride P'],
    ['block', 1, 5.2, 'one block: x + MHA(LN(x)),\nthen x + MLP(LN(x))'],
    [
      'tradeoff',
      1,
      7,
      'Trade-offs\nNo built-in locality: more data than a CNN.\nSmaller patches see more, attention costs O(N² d).',
    ],
    ['title', -1.7, 0, 'Vision Transformer', 22],
  ],
});
