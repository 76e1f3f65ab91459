import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['noisy', 0, 0, 'input', 'Noisy x_t'],
    ['down', 0, 1.2, 'encoder', 'Down blocks\nResBlock + down'],
    ['middle', 1.1, 3, 'middle', 'Middle\nResBlock + attention', 'box', 1.25],
    ['up', 2.2, 1.2, 'decoder', 'Up blocks\nResBlock + up'],
    ['noise', 2.2, -0.1, 'prediction', 'Predicted noise ε̂'],
    ['step', 2.2, -1.4, 'sampler', 'DDPM step'],
    ['next', 3.7, -1.4, 'output', 'x_{t-1}'],
    ['time', -1.6, 2.2, 'input', 't'],
    ['timeEmbedding', -1.6, 3.2, 'embedding', 'Time embedding\nsinusoids + MLP'],
    ['text', -1.6, 5, 'input', 'Text'],
    ['textEncoder', 0, 5, 'condition', 'Text encoder'],
  ],
  arrows: [
    'noisy -> down : (B, C, H, W)',
    'noisy -> step : (B, C, H, W)',
    'down -> middle : (B, D, H/8, W/8)',
    'middle -> up : (B, D, H/8, W/8)',
    'down -> up : skip, concat at each level',
    'up -> noise : (B, C, H, W)',
    'noise -> step : (B, C, H, W)',
    'step -> next : (B, C, H, W)',
    'time -> timeEmbedding : (B,)',
    'timeEmbedding -> middle : (B, e), added in every ResBlock',
    'text -> textEncoder : (B, L)',
    'textEncoder -> middle : (B, L, d), cross-attention',
  ],
  notes: [
    ['equation', 3.3, 0.2, 'L = ||ε - ε_θ(x_t, t)||²'],
    ['noising', 3.3, 0.7, 'x_t = √ᾱ_t x_0 + √(1 - ᾱ_t) ε'],
    [
      'tradeoff',
      2.2,
      3.2,
      'Trade-offs\nStable training, but many steps per sample (DDIM: about 50).\nIn a latent: far cheaper, bounded by the VAE.',
    ],
    ['title', -2.2, -1.4, 'One step of a diffusion U-Net', 22],
  ],
});
