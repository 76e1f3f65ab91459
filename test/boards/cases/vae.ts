import reference from '../../../src/dev/boards/sketches/vae.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const oneHead = sketch({
  boxes: [
    ['x', 0, 0, 'input', 'image', 'box'],
    ['enc', 0, 1, 'encoder', 'Encoder'],
    ['heads', 0, 2, 'latent', 'μ, log σ²'],
    ['eps', 1.4, 3, 'input', 'ε', 'circle'],
    ['z', 0, 3, 'sample', 'Reparameterize'],
    ['dec', 0, 4, 'decoder', 'Decoder'],
    ['out', 0, 5, 'output', 'Reconstruction', 'box'],
  ],
  arrows: [
    'x -> enc : (B, 784)',
    'enc -> heads : (B, 400)',
    'heads -> z : (B, 20)',
    'eps -> z : (B, 20)',
    'z -> dec : (B, 20)',
    'dec -> out : (B, 784)',
  ],
  notes: [
    ['equation', 1.4, 1, 'z = μ + σ·ε\nELBO = E[log p(x|z)] - KL(q(z|x) || p(z))'],
    ['tradeoff', 1.4, 4.4, 'blurry, but stable'],
  ],
});

export default {
  reference,
  good: {
    'heads-in-one-box': oneHead,
    words: renamed(reference, {
      encoder: 'Recognition network',
      mean: 'mean',
      variance: 'std',
      noise: 'noise',
      sample: 'sampling',
      decoder: 'Dec',
    }),
    'noise-first': renamed(reference, { sample: 'z = μ + ε ⊙ σ' }),
    'noise-in-tex': renamed(reference, { sample: 'z = \\mu + \\varepsilon \\odot \\sigma' }),
    'bound-in-short': noted(reference, 'equation', 'z = μ + σ·ε\nlog p(x) ≥ E[log p(x|z)] - KL'),
    'bound-as-joint': noted(reference, 'equation', 'z = μ + σ·ε\nELBO = -KL(q(z|x) || p(x,z))'),
    'sigma-and-z': renamed(reference, { variance: 'σ', sample: 'z' }),
    'with-loss': rewired(
      {
        ...reference,
        boxes: [
          ...reference.boxes,
          { id: 'loss', at: [1.6, 5.2], form: 'box', kind: 'loss', says: 'KL loss' },
        ],
      },
      [],
      ['variance -> loss : (B, k)'],
    ),
  },
  faults: {
    'component-missing.noise': without(reference, 'noise'),
    'component-missing.mean': without(reference, 'mean'),
    'component-missing.decoder': without(reference, 'decoder'),
    'component-superfluous.discriminator': extra('Discriminator'),
    'component-superfluous.codebook': extra('Codebook'),
    'component-unknown.box': extra('Crystal ball'),
    'connection-missing.variance': rewired(reference, ['variance sample']),
    'connection-missing.noise': rewired(reference, ['noise sample']),
    'connection-wrong.around-the-latent': rewired(
      reference,
      ['decoder output'],
      ['decoder -> output : (B, C, H, W)', 'encoder ~> decoder @-1.5 : (B, h)'],
    ),
    'connection-wrong.turned-round': rewired(
      reference,
      ['decoder output'],
      ['output -> decoder : (B, C, H, W)'],
    ),
    'order-wrong.decoder-first': renamed(reference, {
      encoder: 'Decoder p(x|z)',
      decoder: 'Encoder q(z|x)',
    }),
    'shape-impossible.latent': relabelled(reference, 'sample decoder', '(B, 2k)'),
    'shape-impossible.output': relabelled(reference, 'decoder output', '(B, C, H, 2W)'),
    'equation-missing.bound': noted(reference, 'equation', null),
    'equation-wrong.sign': noted(
      reference,
      'equation',
      'ELBO = E[log p(x|z)] + KL(q(z|x) || p(z))',
    ),
    'equation-wrong.direction': noted(reference, 'equation', 'E[log p(x|z)] - KL(p(z) || q(z|x))'),
    'equation-wrong.variance': renamed(reference, { sample: 'z = μ + σ² ⊙ ε' }),
    'equation-wrong.unscaled': renamed(reference, { sample: 'z = μ + ε' }),
  },
};

function extra(says: string): ReturnType<typeof sketch> {
  const box = {
    id: 'extra',
    at: [0, 5.2] as const,
    form: 'box' as const,
    kind: 'extra',
    says,
    height: 0.5,
  };
  return rewired(
    { ...reference, boxes: [...reference.boxes, box] },
    ['decoder output'],
    ['decoder -> extra : (B, C, H, W)', 'extra -> output : (B, C, H, W)'],
  );
}
