import reference from '../../../src/dev/boards/sketches/gan.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const oneLoss = sketch({
  boxes: [
    ['z', 0, 0, 'input', 'noise z', 'box'],
    ['g', 0, 1, 'generator', 'G'],
    ['x', 1.6, 1, 'input', 'real images', 'box'],
    ['d', 0.8, 2.4, 'discriminator', 'D'],
    ['l', 0.8, 3.6, 'loss', 'BCE loss'],
  ],
  arrows: [
    'z -> g : (B, 100)',
    'g -> d : (B, 3, 64, 64)',
    'x -> d : (B, 3, 64, 64)',
    'd -> l : (B, 1)',
    'l ~> d @0.7 : gradient',
    'd ~> g @-1.2 : gradient',
  ],
  notes: [
    ['equation', 2.4, 2, 'min_G max_D E[log D(x)] + E[log(1 - D(G(z)))]'],
    ['tradeoff', 2.4, 3, 'fast sampling, but mode collapse'],
  ],
});

export default {
  reference,
  good: {
    'one-loss': oneLoss,
    words: renamed(reference, {
      noise: 'Latent vector',
      generator: 'Generator',
      fake: 'Generated image',
      real: 'Training data',
      discriminator: 'Critic',
      score: 'real or fake?',
    }),
    'through-the-discriminator': rewired(
      reference,
      ['lossG generator'],
      ['lossG ~~> discriminator @-0.8 : ∇', 'discriminator ~~> generator @-0.8 : ∇'],
    ),
    'over-the-fakes': noted(
      reference,
      'equation',
      'min_G max_D E_{x~p_data}[log D(x)] + E_{x~p_g}[log(1 - D(x))]',
    ),
    'without-verdict-and-fake': without(without(reference, 'score'), 'fake'),
    'plain-vectors': {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label.replace('(B, C, H, W)', '(B, 784)').replace('(B, k)', '(B, 64)'),
      })),
    },
    ...Object.fromEntries(
      [
        'E[ln D(x)] + E[ln(1 - D(G(z)))]',
        'L_D = BCE(D(x), 1) + BCE(D(G(z)), 0)',
        'max_G log D(G(z)); min_D -log D(x) - log(1 - D(G(z)))',
        'E[max(0, 1 - D(x))] + E[max(0, 1 + D(G(z)))]',
        'min_G max_D E[D(x)] - E[D(G(z))]',
      ].map((says) => [says, noted(noted(reference, 'saturating', null), 'equation', says)]),
    ),
  },
  faults: {
    'component-missing.discriminator': without(reference, 'discriminator'),
    'component-missing.noise': without(reference, 'noise'),
    'component-missing.real-data': without(reference, 'real'),
    'component-superfluous.encoder': renamed(reference, { score: 'Encoder' }),
    'component-superfluous.kl': renamed(reference, { score: 'KL divergence' }),
    'component-unknown.box': renamed(reference, { score: 'Oracle' }),
    'connection-missing.fake': rewired(reference, ['fake discriminator']),
    'connection-missing.gradient-of-the-generator': rewired(reference, ['lossG generator']),
    'connection-missing.gradient-of-the-discriminator': rewired(reference, ['lossD discriminator']),
    'connection-wrong.real-to-generator': rewired(
      reference,
      ['real discriminator'],
      ['real -> generator : (B, C, H, W)', 'real -> discriminator : (B, C, H, W)'],
    ),
    'connection-wrong.gradient-to-the-data': rewired(
      reference,
      ['lossD discriminator'],
      ['lossD ~~> discriminator @0.75 : ∇ D', 'lossD ~~> real @1.1 : ∇'],
    ),
    'shape-impossible.verdict': relabelled(reference, 'score lossG', '(B, C, H, W)'),
    'shape-impossible.fake': relabelled(reference, 'fake discriminator', '(B, C, H, 2W)'),
    'equation-missing.none': noted(noted(reference, 'equation', null), 'saturating', null),
    'equation-wrong.exchanged': noted(
      noted(reference, 'equation', 'min_G max_D E[log(1 - D(x))] + E[log D(G(z))]'),
      'saturating',
      null,
    ),
    'equation-wrong.players': noted(
      noted(reference, 'equation', 'max_G min_D E[log D(x)] + E[log(1 - D(G(z)))]'),
      'saturating',
      null,
    ),
  },
};
