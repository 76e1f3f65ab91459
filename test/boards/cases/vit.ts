import reference from '../../../src/dev/boards/sketches/vit.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const inParts = sketch({
  boxes: [
    ['image', 0, 0, 'input', 'x', 'box'],
    ['embed', 0, 1, 'embedding', 'Conv 16x16, stride 16'],
    ['pos', 0, 2, 'position', 'Position embedding'],
    ['n1', 0, 3, 'normalisation', 'LN'],
    ['msa', 0, 4, 'attention', 'MSA'],
    ['s1', 0, 5, 'add', '+'],
    ['n2', 0, 6, 'normalisation', 'LN'],
    ['mlp', 0, 7, 'feed-forward', 'MLP'],
    ['s2', 0, 8, 'add', '+'],
    ['pool', 0, 9, 'pooling', 'Mean pool'],
    ['head', 0, 10, 'head', 'MLP head'],
    ['out', 0, 11, 'output', 'class'],
  ],
  arrows: [
    'image -> embed : (B, 3, 224, 224)',
    'embed -> pos : (B, 196, 768)',
    'pos -> n1 : (B, 196, 768)',
    'n1 -> msa : (B, 196, 768)',
    'msa -> s1 : (B, 196, 768)',
    's1 -> n2 : (B, 196, 768)',
    'n2 -> mlp : (B, 196, 768)',
    'mlp -> s2 : (B, 196, 768)',
    's2 -> pool : (B, 196, 768)',
    'pool -> head : (B, 768)',
    'head -> out : (B, 1000)',
    'pos ~> s1 @-0.7',
    's1 ~> s2 @-0.7',
  ],
  notes: [
    ['equation', 1, 1, '196 = 224 · 224 / 16²; N = HW / P^2'],
    ['tradeoff', 1, 3, 'needs more data than a CNN'],
  ],
});

export default {
  reference,
  good: {
    'encoder-in-parts': inParts,
    words: renamed(reference, {
      patches: 'Patchify',
      embed: 'Patch embedding',
      token: 'Class token',
      position: 'Pos. emb',
      encoder: 'Transformer blocks ×12',
      pick: 'CLS output',
      head: 'MLP Head',
    }),
    'without-class-token': without(without(reference, 'token'), 'pick'),
    numbers: {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label
          .replace('3, H, W', '3, 224, 224')
          .replace('N, 3P²', '196, 768')
          .replace('N+1, d', '197, 768')
          .replace('N, d', '196, 768'),
      })),
    },
    ...Object.fromEntries(
      [
        'N = (H W) / (P)²',
        'N = H W / (P_h P_w)',
        'N = H W / patch_size²',
        'N = H W P^{-2}',
        'N · P² = H W',
        '(224 / 16)² = 196',
        'z = x E + E_pos',
      ].map((says) => [says, noted(reference, 'equation', says)]),
    ),
  },
  faults: {
    'component-missing.encoder': without(reference, 'encoder'),
    'component-missing.positions': without(reference, 'position'),
    'component-missing.patch-embedding': without(reference, 'embed'),
    'component-missing.head': without(reference, 'head'),
    'component-superfluous.decoder': renamed(reference, { pick: 'Decoder' }),
    'component-superfluous.batch-norm': renamed(reference, { pick: 'BatchNorm' }),
    'component-unknown.box': renamed(reference, { pick: 'Kaleidoscope' }),
    'connection-missing.into-encoder': rewired(reference, ['position encoder']),
    'connection-wrong.turned-round': rewired(
      reference,
      ['head output'],
      ['output -> head : (B, K)'],
    ),
    'order-wrong.head-before-encoder': renamed(reference, {
      encoder: 'Linear head',
      head: 'Transformer encoder',
    }),
    'shape-impossible.tokens': relabelled(reference, 'encoder pick', '(B, N, 2d)'),
    'shape-impossible.class': relabelled(reference, 'head output', '(B, N, K)'),
    'equation-missing.none': noted(reference, 'equation', null),
    'equation-wrong.square': noted(reference, 'equation', 'N = H W / P'),
    'equation-wrong.sum': noted(reference, 'equation', 'N = (H + W) / P^2'),
  },
};
