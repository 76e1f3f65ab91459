import reference from '../../../src/dev/boards/sketches/diffusion-unet-step.ts';
import { noted, relabelled, renamed, rewired, without } from '../../../src/dev/boards/sketch.ts';

const equation = (says: string): typeof reference =>
  noted(noted(reference, 'noising', null), 'equation', says);

export default {
  reference,
  good: {
    'without-text': without(without(reference, 'text'), 'textEncoder'),
    words: renamed(reference, {
      noisy: 'x_t',
      down: 'Encoder',
      middle: 'Bottleneck',
      up: 'Decoder',
      noise: 'ε_θ(x_t, t)',
      step: 'Scheduler',
      timeEmbedding: 'Time MLP',
      textEncoder: 'CLIP',
    }),
    latent: renamed(reference, { noisy: 'z_t', next: 'z_{t-1}', step: 'DDIM' }),
    numbers: {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label.replace('C, H, W', '4, 64, 64').replace('D, H/8, W/8', '1280, 8, 8'),
      })),
    },
    'signal-and-noise-level': equation('x_t = α_t x_0 + σ_t ε'),
    'variance-preserving': equation('x_t = √(1 - σ_t²) x_0 + σ_t ε'),
    'noised-inside': equation('||ε - ε_θ(x_0 + σ ε, σ)||²'),
    'noising-of-latents': renamed(equation('z_t = √ᾱ_t z_0 + √(1 - ᾱ_t) ε'), { noise: 'ε̂' }),
    'loss-with-hat': renamed(equation('MSE(ε̂, ε)'), { noise: 'ε̂' }),
    velocity: renamed(equation('||v - v_θ(x_t, t)||²'), { noise: 'v prediction' }),
    distribution: renamed(equation('q(x_t | x_0) = N(√ᾱ_t x_0, (1 - ᾱ_t) I)'), { noise: 'ε̂' }),
  },
  faults: {
    'component-missing.middle': rewired(without(reference, 'middle'), [
      'timeEmbedding up',
      'textEncoder up',
    ]),
    'component-missing.time-embedding': without(reference, 'timeEmbedding'),
    'component-missing.sampler': without(reference, 'step'),
    'component-superfluous.discriminator': renamed(reference, { textEncoder: 'Discriminator' }),
    'component-superfluous.batch-norm': renamed(reference, { textEncoder: 'BatchNorm' }),
    'component-unknown.box': renamed(reference, { textEncoder: 'Dream engine' }),
    'connection-missing.into-the-step': rewired(reference, ['noisy step']),
    'connection-missing.down-to-middle': rewired(reference, ['down middle']),
    'connection-wrong.turned-round': rewired(
      reference,
      ['step next'],
      ['next -> step : (B, C, H, W)'],
    ),
    'connection-wrong.middle-to-noise': rewired(
      reference,
      ['up noise'],
      ['up -> noise : (B, C, H, W)', 'middle -> noise : (B, D, H/8, W/8)'],
    ),
    'skip-missing.none': rewired(reference, ['down up']),
    'shape-impossible.noise': relabelled(reference, 'noise step', '(B, 2C, H, W)'),
    'shape-impossible.next': relabelled(reference, 'step next', '(B, C)'),
    'equation-missing.none': noted(noted(reference, 'noising', null), 'equation', null),
    'equation-wrong.roots': equation('x_t = ᾱ_t x_0 + (1 - ᾱ_t) ε'),
    'equation-wrong.exchanged': equation('x_t = √(1 - ᾱ_t) x_0 + √(ᾱ_t) ε'),
    'equation-wrong.clean-input': equation('L = ||ε - ε_θ(x_0, t)||²'),
  },
};
