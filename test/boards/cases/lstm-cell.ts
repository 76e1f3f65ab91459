import reference from '../../../src/dev/boards/sketches/lstm-cell.ts';
import { noted, relabelled, renamed, rewired, without } from '../../../src/dev/boards/sketch.ts';

const direct = rewired(
  { ...reference, boxes: reference.boxes.filter((box) => box.id !== 'concat') },
  ['x concat', 'h0 concat', 'concat forget', 'concat write', 'concat candidate', 'concat output'],
  ['forget', 'write', 'candidate', 'output'].flatMap((gate) => [
    `x -> ${gate} : (B, D)`,
    `h0 -> ${gate} : (B, H)`,
  ]),
);

export default {
  reference,
  good: {
    'without-concatenation': direct,
    words: renamed(reference, {
      forget: 'Forget gate',
      write: 'Input gate',
      candidate: 'Candidate',
      output: 'Output gate',
    }),
    signs: renamed(reference, {
      forget: 'σ',
      write: 'σ',
      candidate: 'tanh',
      output: 'σ',
      keep: '⊙',
      add: '⊙',
      show: '⊙',
    }),
    subscripts: renamed(reference, {
      c0: 'cₜ₋₁',
      h0: 'hₜ₋₁',
      x: 'xₜ',
      c1: 'cₜ',
      h1: 'hₜ',
      candidate: 'c̃_t',
    }),
    numbers: {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label
          .replace('(B, H)', '(32, 256)')
          .replace('(B, D)', '(32, 100)')
          .replace('(B, D+H)', '(32, 356)'),
      })),
    },
    ...Object.fromEntries(
      [
        'c_t = i_t ⊙ c̃_t + f_t ⊙ c_{t-1}',
        "c_t = i_t · c'_t + f_t · c_{t-1}",
        'c_t = f_t ⊗ c_{t-1} ⊕ i_t ⊗ g_t',
        'c^{<t>} = Γ_u * c̃^{<t>} + Γ_f * c^{<t-1>}',
        'c^{(t)} = f^{(t)} ⊙ c^{(t-1)} + i^{(t)} ⊙ g^{(t)}',
        'c_t ← f_t c_{t-1} + i_t g_t',
      ].map((says) => [says, noted(reference, 'equation', says)]),
    ),
  },
  faults: {
    'component-missing.forget-gate': without(reference, 'forget'),
    'component-missing.output-gate': without(reference, 'output'),
    'component-missing.candidate': without(reference, 'candidate'),
    'component-superfluous.reset-gate': renamed(reference, { concat: 'Reset gate r_t' }),
    'component-superfluous.softmax': renamed(reference, { concat: 'Softmax' }),
    'component-unknown.box': renamed(reference, { concat: 'Mystery' }),
    'connection-missing.candidate': rewired(reference, ['candidate add']),
    'connection-missing.old-state': rewired(reference, ['c0 keep']),
    'connection-wrong.forget-to-sum': rewired(reference, [], ['forget -> sum : (B, H)']),
    'connection-wrong.turned-round': rewired(
      reference,
      ['squash show'],
      ['show -> squash : (B, H)'],
    ),
    'shape-impossible.gate': relabelled(reference, 'forget keep', '(B, D)'),
    'shape-impossible.state': relabelled(reference, 'sum c1', '(B, 2H)'),
    'equation-missing.none': noted(reference, 'equation', null),
    'equation-wrong.product': noted(reference, 'equation', 'c_t = f_t ⊙ c_{t-1} ⊙ i_t ⊙ g_t'),
    'equation-wrong.exchanged': noted(reference, 'equation', 'c_t = i_t ⊙ c_{t-1} + f_t ⊙ g_t'),
    'equation-wrong.added': noted(reference, 'equation', 'c_t = f_t + c_{t-1} + i_t ⊙ g_t'),
  },
};
