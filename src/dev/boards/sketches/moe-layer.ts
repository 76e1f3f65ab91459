import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['input', 0.85, 0, 'input', 'Tokens x', 'box', 5.4, 0.7],
    ['router', -0.8, 1.2, 'router', 'Router\nLinear d → E'],
    ['softmax', -0.8, 2.4, 'router', 'Softmax'],
    ['topk', -0.8, 4, 'router', 'Top-k (k = 2)'],
    ['expert1', 0.7, 2.4, 'expert', 'Expert 1', 'box', 0.6],
    ['expert2', 1.5, 2.4, 'expert', 'Expert 2', 'box', 0.6],
    ['expert3', 2.6, 2.4, 'expert', 'Expert E', 'box', 0.6],
    ['combine', 1.65, 4, 'combine', 'Σ g_i E_i(x)', 'box', 3.2],
    ['output', 1.65, 5.1, 'output', 'y'],
    ['balance', -2.2, 2.4, 'loss', 'Balance loss', 'box', 0.8],
  ],
  arrows: [
    'input -> router : (B, T, d)',
    'input -> expert1 : (B, T, d)',
    'input -> expert2',
    'input -> expert3',
    'router -> softmax : (B, T, E)',
    'softmax -> topk : (B, T, E)',
    'softmax -> balance',
    'topk -> combine : g: (B, T, k)',
    'expert1 -> combine : (B, T, d)',
    'expert2 -> combine : (B, T, d)',
    'expert3 -> combine : (B, T, d)',
    'combine -> output : (B, T, d)',
  ],
  notes: [
    ['equation', 3.1, 4, 'y = Σ g_i(x) E_i(x),  i in TopK'],
    ['balance', -2.55, 2.9, 'L = α E Σ f_i P_i'],
    ['sparse', 3.1, 2.4, 'Each token goes to k of E experts only.\nExpert = FFN, d → 4d → d'],
    [
      'tradeoff',
      3.1,
      5,
      'Trade-offs\nMany weights at the computation of few,\nbut all in memory; all-to-all communication.',
    ],
    ['dots', 2, 2.4, '. . .', 22],
    ['title', -2.6, -0.8, 'Mixture-of-experts layer', 22],
  ],
});
