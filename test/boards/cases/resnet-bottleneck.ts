import reference from '../../../src/dev/boards/sketches/resnet-bottleneck.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

const bare = sketch({
  boxes: [
    ['x', 0, 0, 'input', 'x'],
    ['a', 0, 1, 'convolution', '1×1 conv, 64'],
    ['b', 0, 2, 'convolution', '3×3 conv, 64'],
    ['c', 0, 3, 'convolution', '1×1 conv, 256'],
    ['plus', 0, 4, 'add', '⊕'],
    ['relu', 0, 5, 'activation', 'ReLU'],
    ['y', 0, 6, 'output', 'out'],
  ],
  arrows: [
    'x -> a : 256 × 56 × 56',
    'a -> b : 64 × 56 × 56',
    'b -> c : 64 × 56 × 56',
    'c -> plus : 256 × 56 × 56',
    'plus -> relu : 256 × 56 × 56',
    'relu -> y : 256 × 56 × 56',
    'x ~> plus @0.9 : identity',
  ],
  notes: [
    ['equation', 1.2, 4, 'y = F(x) + x'],
    ['tradeoff', 1.2, 1, 'cheaper than the basic block, but deeper'],
  ],
});

/** The shortcut as a convolution, the stride on the 3x3. */
const projected = sketch({
  boxes: [
    ['x', 0, 0, 'input', 'x', 'box'],
    ['a', 0, 1, 'convolution', 'Conv 1x1 + BN + ReLU'],
    ['b', 0, 2, 'convolution', 'Conv 3x3, s=2 + BN + ReLU'],
    ['c', 0, 3, 'convolution', 'Conv 1x1 + BN'],
    ['p', 1.4, 2, 'shortcut', 'Projection: Conv 1x1, stride 2'],
    ['plus', 0, 4, 'add', 'Add', 'box'],
    ['relu', 0, 5, 'activation', 'ReLU'],
    ['y', 0, 6, 'output', 'y', 'box'],
  ],
  arrows: [
    'x -> a : (B, 4C, H, W)',
    'a -> b : (B, C, H, W)',
    'b -> c : (B, C, H/2, W/2)',
    'c -> plus : (B, 4C, H/2, W/2)',
    'plus -> relu : (B, 4C, H/2, W/2)',
    'relu -> y : (B, 4C, H/2, W/2)',
    'x -> p : (B, 4C, H, W)',
    'p -> plus : (B, 4C, H/2, W/2)',
  ],
  notes: [
    ['equation', 2, 4, 'y = ReLU(F(x) + W_s x)'],
    ['tradeoff', 2, 1, 'Trade-off: stride on the 3x3 costs more, loses less'],
  ],
});

const extra = (says: string) => {
  const box = {
    id: 'extra',
    at: [0, 5.5] as const,
    form: 'box' as const,
    kind: 'extra',
    says,
    height: 0.5,
  };
  return rewired(
    { ...reference, boxes: [...reference.boxes, box] },
    ['expand bn3'],
    ['expand -> extra : (B, 256, H, W)', 'extra -> bn3 : (B, 256, H, W)'],
  );
};

export default {
  reference,
  good: {
    'three-convolutions': bare,
    'projection-shortcut': projected,
    words: renamed(reference, {
      reduce: 'conv1x1 reduce',
      conv: 'Conv2d 3×3',
      expand: 'Pointwise conv',
      sum: '⊕',
    }),
    'channels-last': {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label.replace(/\(B, (\d+), H, W\)/, '(N, H, W, $1)'),
      })),
    },
    'in-letters': {
      ...reference,
      arrows: reference.arrows.map((one) => ({
        ...one,
        label: one.label.replace('256', 'C').replace('64', 'C/4'),
      })),
    },
    'in-code': noted(reference, 'equation', 'out += identity; relu(out)'),
  },
  faults: {
    'component-missing.3x3': without(reference, 'conv'),
    'component-missing.last-1x1': without(reference, 'expand'),
    'component-missing.last-relu': without(reference, 'relu3'),
    'component-superfluous.pooling': extra('Max pool'),
    'component-superfluous.5x5': extra('Conv 5x5, 64'),
    'component-unknown.box': extra('Gabor filter'),
    'connection-missing.into-3x3': rewired(reference, ['relu1 conv']),
    'connection-wrong.turned-round': rewired(
      reference,
      ['bn3 sum'],
      ['sum -> bn3 : (B, 256, H, W)'],
    ),
    'order-wrong.3x3-last': renamed(reference, { conv: 'Conv 1x1, 256', expand: 'Conv 3x3, 64' }),
    'skip-missing.none': rewired(reference, ['input sum']),
    'skip-on-main-path.straight-through': rewired(
      reference,
      ['input sum'],
      ['input ~> sum @0 : identity'],
    ),
    'skip-without-plus.into-relu': without(reference, 'sum'),
    'shape-impossible.channels': relabelled(reference, 'relu2 expand', '(B, 256, H, W)'),
    'shape-impossible.before-the-sum': relabelled(reference, 'bn3 sum', '(B, 64, H, W)'),
    'equation-missing.none': noted(reference, 'equation', null),
    'equation-wrong.product': noted(reference, 'equation', 'y = F(x) · x'),
    'equation-wrong.concatenated': noted(reference, 'equation', 'y = [F(x), x]'),
    'equation-wrong.product-first': noted(reference, 'equation', 'y = x · F(x)'),
    'equation-wrong.no-shortcut': noted(reference, 'equation', 'y = F(x)'),
  },
};
