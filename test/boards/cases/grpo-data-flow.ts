import reference from '../../../src/dev/boards/sketches/grpo-data-flow.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const NOTES = [
  ['equation', 0, 8, 'A = (r - mean) / std in each group'],
  ['ratio', 0, 8.5, 'ratio = pi_theta / pi_theta_old'],
  ['clip', 0, 9, 'L = -min(ratio*A, clip(ratio, 0.8, 1.2)*A)'],
  ['tradeoff', 0, 9.5, 'no critic, but many samples'],
] as const;

/** One policy that samples and learns, from the left to the right, no reference. */
const loop = sketch({
  boxes: [
    ['q', 0, 0, 'input', 'Questions', 'box'],
    ['llm', 1, 0, 'policy', 'Policy LLM'],
    ['rm', 2.2, 0, 'reward', 'Rule-based reward'],
    ['adv', 3.4, 0, 'advantage', '(r − mean) / std'],
    ['loss', 3.4, 1.5, 'loss', 'PPO-clip loss'],
    ['adam', 1, 3, 'update', 'AdamW step'],
  ],
  arrows: [
    'q -> llm : [8, 512]',
    'llm -> rm : 16 completions each: [8, 16, 1024]',
    'rm -> adv -> loss : [8, 16]',
    'llm -> loss : log probs [8, 16, 1024]',
    'loss -> adam : gradient',
    'adam -> llm : update',
  ],
  notes: NOTES,
});

/** Many small boxes; KL with the reference taken off the reward. */
const detailed = sketch({
  boxes: [
    ['data', 0, 0, 'input', 'Prompt batch', 'box'],
    ['vllm', 0, 1, 'policy', 'Rollout engine (vLLM)'],
    ['o', 0, 2, 'data', 'Rollouts o_1 ... o_G'],
    ['check', 0, 3, 'reward', 'Answer checker'],
    ['r', 0, 4, 'data', 'rewards r_i'],
    ['ref', 1.5, 1, 'reference', 'Ref model'],
    ['kl', 1.5, 4, 'kl', 'KL'],
    ['a', 0, 5, 'advantage', 'Group advantage A_i'],
    ['pi', 3, 2, 'policy', 'Trainer π_θ'],
    ['is', 3, 5, 'ratio', 'Importance ratio'],
    ['j', 1.5, 6.5, 'loss', 'Clipped surrogate'],
  ],
  arrows: [
    'data -> vllm : (P, L)',
    'vllm -> o -> check : (P, K, L)',
    'check -> r -> a : (P, K)',
    'o -> ref : (P, K, L)',
    'o -> pi : (P, K, L)',
    'ref -> kl : (P, K, L)',
    'pi -> kl -> a : (P, K, L)',
    'a -> j : (P, K)',
    'pi -> is : (P, K, L)',
    'vllm ~> is @3.9 : (P, K, L)',
    'is -> j : (P, K, L)',
    'j --> pi : backprop',
  ],
  notes: NOTES,
});

export default {
  reference,
  good: {
    'r-for-the-ratio': noted(reference, 'clip', 'min(r A, clip(r, 1 − ε, 1 + ε) A)'),
    'ratio-in-tex': noted(
      reference,
      'ratio',
      '\\rho_{i,t} = \\frac{\\pi_\\theta(o_{i,t} | q)}{\\pi_{old}(o_{i,t} | q)}',
    ),
    'one-policy-in-a-loop': loop,
    'many-small-boxes': detailed,
    words: renamed(reference, {
      prompts: 'Questions q',
      old: 'Behaviour policy',
      group: 'G completions',
      reward: 'Reward function',
      advantage: 'Group-relative advantages',
      policy: 'Actor',
      ratio: 'Importance ratio',
      reference: 'SFT model',
      loss: 'GRPO objective',
    }),
    'without-kl': without(without(reference, 'kl'), 'reference'),
    'one-box-for-sampling': renamed(without(reference, 'group'), {
      old: 'π_old: sample G answers',
    }),
  },
  faults: {
    'component-missing.advantage': without(reference, 'advantage'),
    'component-missing.verifier': without(reference, 'reward'),
    'component-missing.loss': renamed(reference, { loss: '?' }),
    'component-superfluous.critic': renamed(reference, { kl: 'Critic' }),
    'component-superfluous.pairs': renamed(reference, { reference: 'Chosen and rejected' }),
    'connection-missing.no-update': rewired(reference, ['loss policy']),
    'connection-missing.no-log-probabilities': rewired(loop, ['llm loss']),
    'connection-wrong.reward-into-the-loss': rewired(reference, [], ['reward -> loss : (B, G)']),
    'connection-wrong.gradient-into-the-verifier': rewired(
      reference,
      [],
      ['loss ~~> reward @-1.5 : ∇'],
    ),
    'connection-wrong.turned-round': rewired(
      reference,
      ['reward advantage'],
      ['advantage -> reward : (B, G)'],
    ),
    'shape-impossible.reward-per-prompt': relabelled(reference, 'reward advantage', 'r: (B, T, G)'),
    'shape-impossible.ratio': relabelled(reference, 'ratio loss', '(B, T, G)'),
    'equation-missing.advantage': noted(reference, 'equation', null),
    'equation-missing.clipping': noted(reference, 'clip', null),
    'equation-wrong.no-mean': noted(reference, 'equation', 'A_i = r_i / std(r)'),
    'equation-wrong.value': noted(reference, 'equation', 'A_i = r_i − V(s)'),
    'equation-wrong.batch': noted(
      reference,
      'equation',
      'A_i = (r_i − mean over the batch) / std over the batch',
    ),
    'equation-wrong.upside-down': noted(reference, 'ratio', 'ρ = π_old / π_θ'),
    'equation-wrong.reference': noted(reference, 'ratio', 'ρ = π_θ / π_ref'),
    'equation-wrong.maximum': noted(reference, 'clip', 'max(ρ A, clip(ρ, 1 − ε, 1 + ε) A)'),
  },
};
