import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['input', 0.9, 0, 'input', 'Tokens x'],
    ['router', -0.8, 1.2, 'router', 'Router\nLinear d → E'],
    ['softmax', -0.8, 2.2, 'router', 'Softmax'],
    ['topk', -0.8, 3.2, 'router', 'Top-k (k = 2)'],
    ['expert1', 0.4, 2.6, 'expert', 'Expert 1', 'box', 0.6],
    ['expert2', 1.2, 2.6, 'expert', 'Expert 2', 'box', 0.6],
    ['expert3', 2.6, 2.6, 'expert', 'Expert E', 'box', 0.6],
    ['combine', 0.9, 4.6, 'combine', 'Σ g_i E_i(x)', 'box', 1.4],
    ['output', 0.9, 5.7, 'output', 'y'],
    ['balance', -2.2, 2.2, 'loss', 'Balance loss', 'box', 0.8],
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
    ['equation', 1.6, 4.6, 'y = Σ g_i(x) E_i(x),  i in TopK'],
    ['balance', -2.6, 3.2, 'L = α E Σ f_i P_i'],
    ['sparse', 2.4, 0.9, 'Each token goes to k of E experts only.\nExpert = FFN, d → 4d → d'],
    [
      'tradeoff',
      1.6,
      5.4,
      'Trade-offs\nMany weights at the computation of few,\nbut all in memory; all-to-all communication.',
    ],
    ['title', -2.6, 0, 'Mixture-of-experts layer', 22],
  ],
});
