import reference from '../../../src/dev/boards/sketches/transformer-block.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const NOTES = [
  ['equation', 1, 1, 'softmax(Q K^T / sqrt(d_k)) V'],
  ['tradeoff', 1, 4, 'Alternative: pre-norm, more stable'],
] as const;

/** Post-norm as in the paper, with sum and norm in one box. */
const postNorm = sketch({
  boxes: [
    ['input', 0, 0, 'input', 'Input embeddings'],
    ['mha', 0, 1, 'attention', 'MHA'],
    ['an1', 0, 2, 'normalisation', 'Add & Norm'],
    ['ffn', 0, 3, 'feed-forward', 'FFN'],
    ['an2', 0, 4, 'normalisation', 'Add & Norm'],
    ['output', 0, 5, 'output', 'Output'],
  ],
  arrows: [
    'input -> mha : (batch, seq_len, d_model)',
    'mha -> an1 : (batch, seq_len, d_model)',
    'an1 -> ffn : (batch, seq_len, d_model)',
    'ffn -> an2 : (batch, seq_len, d_model)',
    'an2 -> output : (batch, seq_len, d_model)',
    'input ~> an1 @0.8',
    'an1 ~> an2 @0.8',
  ],
  notes: NOTES,
});

const apart = sketch({
  boxes: [
    ['input', 0, 0, 'input', 'x', 'box'],
    ['mha', 0, 1, 'attention', 'Self-Attention'],
    ['add1', 0, 2, 'add', 'Add', 'box'],
    ['ln1', 0, 3, 'normalisation', 'LN'],
    ['l1', 0, 4, 'linear', 'Linear d→4d'],
    ['act', 0, 5, 'activation', 'ReLU'],
    ['l2', 0, 6, 'linear', 'Linear 4d→d'],
    ['add2', 0, 7, 'add', 'Add', 'box'],
    ['ln2', 0, 8, 'normalisation', 'LN'],
    ['output', 0, 9, 'output', 'y', 'box'],
  ],
  arrows: [
    'input -> mha : [N, L, 512]',
    'mha -> add1 : [N, L, 512]',
    'add1 -> ln1 : [N, L, 512]',
    'ln1 -> l1 : [N, L, 512]',
    'l1 -> act : [N, L, 2048]',
    'act -> l2 : [N, L, 2048]',
    'l2 -> add2 : [N, L, 512]',
    'add2 -> ln2 : [N, L, 512]',
    'ln2 -> output : [N, L, 512]',
    'input ~> add1 @-0.8',
    'ln1 ~> add2 @-0.8',
  ],
  notes: NOTES,
});

/** A closer look at attention beside the block, and dropout in it. */
const zoomed = sketch({
  boxes: [
    ...reference.boxes.map((box) => [box.id, ...box.at, box.kind, box.says, box.form] as const),
    ['q', 2.6, 0, 'linear', 'Linear Q'],
    ['k', 3.6, 0, 'linear', 'Linear K'],
    ['scores', 3, 1, 'attention', 'QKᵀ / √d_k'],
    ['soft', 3, 2, 'attention', 'Softmax'],
    ['dropout', 0, 5.5, 'dropout', 'Dropout', 'box', 0.7, 0.5],
  ],
  arrows: [
    'input -> norm1 : (B, T, d)',
    'norm1 -> attention : (B, T, d)',
    'attention -> add1 : (B, T, d)',
    'add1 -> norm2 : (B, T, d)',
    'norm2 -> ffn : (B, T, d)',
    'ffn -> dropout : (B, T, d)',
    'dropout -> add2 : (B, T, d)',
    'add2 -> output : (B, T, d)',
    'input ~> add1 @-0.75',
    'add1 ~> add2 @-0.75',
    'q -> scores : (B, h, T, d_k)',
    'k -> scores : (B, h, T, d_k)',
    'scores -> soft : (B, h, T, T)',
  ],
  notes: NOTES,
});

const noPlus = (which: string): ReturnType<typeof sketch> => without(reference, which);

export default {
  reference,
  good: {
    'post-norm-in-one-box': postNorm,
    'post-norm-in-parts': apart,
    'zoomed-with-dropout': zoomed,
    abbreviated: renamed(reference, {
      norm1: 'LN',
      attention: 'MHSA',
      norm2: 'RMSNorm',
      ffn: 'MLP',
    }),
    'plus-on-the-arrow': relabelled(
      relabelled(noPlus('add1'), 'input norm2', '+'),
      'attention norm2',
      '(B, T, d)',
    ),
    'own-letters': {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label.replace('(B, T, d)', 'n × m × E'),
      })),
    },
    'without-batch': {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label.replace('(B, T, d)', '(T, 768)'),
      })),
    },
    'columns-as-tokens': noted(reference, 'equation', 'V · softmax(KᵀQ / √d_k)'),
    'prime-for-transpose': noted(reference, 'equation', "softmax(Q K' / sqrt(d_k)) V"),
    'power-in-code': noted(reference, 'equation', 'softmax(Q @ K.T * d_k**-0.5) @ V'),
    'tex-with-top': noted(reference, 'equation', 'softmax(Q K^⊤ / √d_k) V'),
  },
  faults: {
    'component-missing.attention': without(reference, 'attention'),
    'component-missing.feed-forward': without(reference, 'ffn'),
    'component-missing.norm': without(postNormInParts(), 'ln2'),
    'component-superfluous.batch-norm': renamed(addBetween(), { extra: 'BatchNorm' }),
    'component-superfluous.third-norm': renamed(addBetween(), { extra: 'Self-attention' }),
    'component-unknown.box': renamed(addBetween(), { extra: 'Quantum layer' }),
    'box-unlabelled.box': renamed(addBetween(), { extra: '' }),
    'connection-missing.norm-to-attention': rewired(reference, ['norm1 attention']),
    'connection-wrong.turned-round': rewired(
      reference,
      ['norm2 ffn'],
      ['ffn -> norm2 : (B, T, d)'],
    ),
    'connection-wrong.skip-from-the-norm': rewired(
      reference,
      ['input add1'],
      ['norm1 ~> add1 @-0.75'],
    ),
    'order-wrong.feed-forward-first': renamed(reference, {
      attention: 'FFN',
      ffn: 'Multi-head attention',
    }),
    'skip-missing.first': rewired(reference, ['input add1']),
    'skip-missing.second': rewired(reference, ['add1 add2']),
    'skip-on-main-path.straight-through': rewired(reference, ['input add1'], ['input ~> add1 @0']),
    'skip-on-main-path.as-a-box': renamed(rewired(reference, ['input add1']), {
      add1: 'Residual connection',
    }),
    'skip-without-plus.first': without(reference, 'add1'),
    'shape-impossible.width': relabelled(reference, 'attention add1', '(B, T, 2d)'),
    'shape-impossible.rank': relabelled(reference, 'norm2 ffn', '(B, d)'),
    'equation-missing.none': noted(reference, 'equation', null),
    'equation-wrong.sqrt': noted(reference, 'equation', 'softmax(QKᵀ / d_k) V'),
    'equation-wrong.transpose': noted(reference, 'equation', 'softmax(QᵀK / √d_k) V'),
    'equation-wrong.exchanged': noted(reference, 'equation', 'softmax(KQᵀ / √d_k) V'),
    'equation-wrong.no-transpose': noted(reference, 'equation', 'softmax(QK / √d_k) V'),
  },
};

function postNormInParts(): ReturnType<typeof sketch> {
  return apart;
}

function addBetween(): ReturnType<typeof sketch> {
  const box = {
    id: 'extra',
    at: [0, 5.5] as const,
    form: 'box' as const,
    kind: 'extra',
    says: '',
    height: 0.5,
  };
  return rewired(
    { ...reference, boxes: [...reference.boxes, box] },
    ['ffn add2'],
    ['ffn -> extra : (B, T, d)', 'extra -> add2 : (B, T, d)'],
  );
}
