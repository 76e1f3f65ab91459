import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['prompts', 0, 0, 'input', 'B prompts'],
    ['old', 0, 1, 'policy', 'Old policy π_old'],
    ['group', 0, 2.1, 'data', 'G answers\nper prompt'],
    ['reward', 0, 3.3, 'reward', 'Verifier'],
    ['advantage', 0, 4.4, 'advantage', 'Advantage\nwithin the group'],
    ['policy', 1.8, 2.1, 'policy', 'Policy π_θ'],
    ['ratio', 1.8, 4.4, 'ratio', 'Ratio ρ'],
    ['reference', 3.1, 3.1, 'reference', 'Reference π_ref,\nfrozen'],
    ['kl', 3.1, 4.4, 'kl', 'KL (optional)'],
    ['loss', 1.55, 5.6, 'loss', 'Clipped loss + β KL', 'box', 5.1, 0.9],
  ],
  arrows: [
    'prompts -> old : (B, T_p)',
    'old -> group -> reward : (B, G, T)',
    'reward -> advantage : r: (B, G)',
    'advantage -> loss : A: (B, G)',
    'group -> policy : (B, G, T)',
    'group -> ratio : log π_old',
    'policy -> ratio : (B, G, T)',
    'policy -> kl : log π_θ',
    'ratio -> loss : (B, G, T)',
    'reference -> kl -> loss : (B, G, T)',
    'policy -> old : copy θ',
    'loss ~~> policy @2.5 : ∇θ, update',
  ],
  notes: [
    ['equation', -1.85, 4.4, 'A_i = (r_i − mean(r)) / std(r)'],
    ['ratio', -1.85, 5, 'ρ = π_θ / π_old, per token'],
    ['clip', -1.85, 5.6, 'min(ρ A, clip(ρ, 1 − ε, 1 + ε) A)'],
    ['gradient', -1.85, 3.2, 'No gradient through sampling,\nrewards or advantages'],
    [
      'tradeoff',
      -1.85,
      1,
      'Trade-off: no value network,\nbut G answers per prompt, and\nno signal if all are equally good',
    ],
    ['title', -1.85, 0, 'GRPO, one step', 22],
  ],
});
