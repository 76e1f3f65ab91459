import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['input', 0, 0, 'input', 'x'],
    ['encoder', 0, 1, 'encoder', 'Encoder q(z|x)'],
    ['mean', -0.6, 2.2, 'latent', 'μ', 'box', 0.6],
    ['variance', 0.6, 2.2, 'latent', 'log σ²', 'box', 0.6],
    ['noise', 1.6, 3.4, 'input', 'ε ~ N(0, I)'],
    ['sample', 0, 3.4, 'sample', 'z = μ + σ ⊙ ε'],
    ['decoder', 0, 4.6, 'decoder', 'Decoder p(x|z)'],
    ['output', 0, 5.8, 'output', 'x̂'],
  ],
  arrows: [
    'input -> encoder : (B, C, H, W)',
    'encoder -> mean : (B, h)',
    'encoder -> variance : (B, h)',
    'mean -> sample : (B, k)',
    'variance -> sample : (B, k)',
    'noise -> sample : (B, k)',
    'sample -> decoder : (B, k)',
    'decoder -> output : (B, C, H, W)',
  ],
  notes: [
    ['equation', 1.2, 1, 'E[log p(x|z)] - KL(q(z|x) || p(z))'],
    ['recon', 0.5, 5.8, 'reconstruction: log p(x|z)'],
    ['gradient', 1.2, 2.2, 'ε comes from outside,\nso gradients pass through μ and σ'],
    [
      'tradeoff',
      1.2,
      4.6,
      'Trade-offs\nStable, and a usable latent; but blurred samples (GAN: sharper).\nMore weight on KL: smoother latent, worse reconstruction.',
    ],
    ['title', -1.6, 0, 'Variational autoencoder', 22],
  ],
});
