import reference from '../../../src/dev/boards/sketches/encoder-decoder-transformer.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const preNorm = sketch({
  boxes: [
    ['src', 0, 0, 'input', 'src', 'box'],
    ['n1', 0, 1, 'normalisation', 'LN'],
    ['sa', 0, 2, 'attention', 'MHA'],
    ['a1', 0, 3, 'add', '+'],
    ['n2', 0, 4, 'normalisation', 'LN'],
    ['ff', 0, 5, 'feed-forward', 'FFN'],
    ['a2', 0, 6, 'add', '+'],
    ['tgt', 2.6, 0, 'input', 'tgt', 'box'],
    ['n3', 2.6, 1, 'normalisation', 'LN'],
    ['ma', 2.6, 2, 'attention', 'Causal MHA'],
    ['a3', 2.6, 3, 'add', '+'],
    ['n4', 2.6, 4, 'normalisation', 'LN'],
    ['ca', 2.6, 6, 'attention', 'Cross-attn'],
    ['a4', 2.6, 7, 'add', '+'],
    ['n5', 2.6, 8, 'normalisation', 'LN'],
    ['ff2', 2.6, 9, 'feed-forward', 'FFN'],
    ['a5', 2.6, 10, 'add', '+'],
    ['lin', 2.6, 11, 'head', 'Linear'],
    ['out', 2.6, 12, 'output', 'logits'],
  ],
  arrows: [
    'src -> n1 : (B, S, d)',
    'n1 -> sa : (B, S, d)',
    'sa -> a1 : (B, S, d)',
    'a1 -> n2 : (B, S, d)',
    'n2 -> ff : (B, S, d)',
    'ff -> a2 : (B, S, d)',
    'src ~> a1 @-0.7',
    'a1 ~> a2 @-0.7',
    'a2 -> ca : (B, S, d)',
    'tgt -> n3 : (B, T, d)',
    'n3 -> ma : (B, T, d)',
    'ma -> a3 : (B, T, d)',
    'a3 -> n4 : (B, T, d)',
    'n4 -> ca : (B, T, d)',
    'ca -> a4 : (B, T, d)',
    'a4 -> n5 : (B, T, d)',
    'n5 -> ff2 : (B, T, d)',
    'ff2 -> a5 : (B, T, d)',
    'a5 -> lin : (B, T, d)',
    'lin -> out : (B, T, V)',
    'tgt ~> a3 @0.7',
    'a3 ~> a4 @0.7',
    'a4 ~> a5 @0.7',
  ],
  notes: [
    ['equation', 4, 2, 'softmax(QK^T/sqrt(d_k))V'],
    ['tradeoff', 4, 4, 'pre-norm: stable; decoder-only is simpler'],
  ],
});

export default {
  reference,
  good: {
    'pre-norm': preNorm,
    words: renamed(reference, {
      selfAttention: 'Multi-head attention',
      masked: 'Masked multi-head attention',
      cross: 'Encoder-decoder attention',
      ffn: 'FFN',
      ffnTarget: 'FFN',
    }),
    'without-frames': { ...reference, frames: [] },
    'without-embeddings': rewired(
      without(without(reference, 'embed'), 'embedTarget'),
      [],
      ['source ~> addNorm1 @-0.62 : +', 'target ~> addNorm3 @0.62 : +'],
    ),
    numbers: {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label
          .replace('S, d)', '20, 512)')
          .replace('T, d)', '18, 512)')
          .replace('T, V)', '18, 32000)'),
      })),
    },
    'keys-of-the-encoder': noted(reference, 'equation', 'softmax(Q K_enc^T / √d_k) V_enc'),
    'power-in-code': noted(reference, 'equation', 'softmax(Q @ K.T * d_k**-0.5) @ V'),
  },
  faults: {
    'component-missing.cross-attention': rewired(without(reference, 'cross'), [
      'addNorm2 addNorm4',
    ]),
    'component-missing.masked-attention': renamed(without(reference, 'masked'), {}),
    'component-missing.linear': without(reference, 'linear'),
    'component-superfluous.lstm': renamed(reference, { embed: 'LSTM' }),
    'component-unknown.box': renamed(reference, { embed: 'Telepathy' }),
    'connection-missing.encoder-to-decoder': rewired(reference, ['addNorm2 cross']),
    'connection-wrong.encoder-to-masked': rewired(
      reference,
      ['addNorm2 cross'],
      ['addNorm2 -> cross : (B, S, d)', 'addNorm2 -> masked : (B, S, d)'],
    ),
    'order-wrong.cross-first': renamed(reference, {
      ffnTarget: 'Masked self-attention',
      masked: 'Feed-forward',
    }),
    'skip-missing.encoder': rewired(reference, ['addNorm1 addNorm2']),
    'skip-missing.cross': rewired(reference, ['addNorm3 addNorm4']),
    'skip-on-main-path.through': rewired(
      reference,
      ['addNorm1 addNorm2'],
      ['addNorm1 ~> addNorm2 @0 : +'],
    ),
    'shape-impossible.length': relabelled(reference, 'cross addNorm4', '(B, S, d)'),
    'shape-impossible.vocabulary': relabelled(reference, 'linear output', '(B, T, d)'),
    'equation-missing.none': noted(reference, 'equation', null),
    'equation-wrong.sqrt': noted(reference, 'equation', 'softmax(QKᵀ / d_k + M) V'),
    'equation-wrong.transpose': noted(reference, 'equation', 'softmax(QᵀK / √d_k + M) V'),
  },
};
