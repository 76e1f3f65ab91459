import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['noise', 0, 0, 'input', 'z ~ N(0, I)'],
    ['generator', 0, 1, 'generator', 'Generator G'],
    ['fake', 0, 2.1, 'data', 'Fake G(z)'],
    ['real', 1.8, 2.1, 'input', 'Real data x'],
    ['discriminator', 0.9, 3.3, 'discriminator', 'Discriminator D'],
    ['score', 0.9, 4.4, 'data', 'P(real)'],
    ['lossG', 0, 5.6, 'loss', 'Loss G'],
    ['lossD', 1.8, 5.6, 'loss', 'Loss D'],
  ],
  arrows: [
    'noise -> generator : (B, k)',
    'generator -> fake : (B, C, H, W)',
    'fake -> discriminator : (B, C, H, W)',
    'real -> discriminator : (B, C, H, W)',
    'discriminator -> score : (B, 1)',
    'score -> lossG : (B, 1)',
    'score -> lossD : (B, 1)',
    'lossD ~~> discriminator @0.75 : ∇ D',
    'lossG ~~> generator @-0.75 : ∇ G, through D',
  ],
  notes: [
    ['equation', 3.1, 0.6, 'min_G max_D  E[log D(x)] + E[log(1 - D(G(z)))]'],
    ['saturating', 3.1, 1.1, 'in practice: G maximises log D(G(z))'],
    [
      'detach',
      3.1,
      3.3,
      "D's step: detach G(z).\nG's step: the gradient runs through D, D is not updated.",
    ],
    [
      'tradeoff',
      3.1,
      4.4,
      'Trade-offs\nOne pass per sample, sharp; but unstable, mode collapse.\nDiffusion: stable, many steps.',
    ],
    ['title', -1.4, -0.2, 'GAN', 22],
  ],
});
