import reference from '../../../src/dev/boards/sketches/u-net.ts';
import {
  noted,
  relabelled,
  renamed,
  rewired,
  sketch,
  without,
} from '../../../src/dev/boards/sketch.ts';

/** Two levels without boxes for pooling, all from top to bottom. */
const column = sketch({
  boxes: [
    ['input', 0, 0, 'input', 'x'],
    ['e1', 0, 1, 'encoder', 'Enc 1'],
    ['e2', 0, 2, 'encoder', 'Enc 2'],
    ['b', 0, 3, 'bottleneck', 'Bottleneck'],
    ['d2', 0, 4, 'decoder', 'Dec 2'],
    ['d1', 0, 5, 'decoder', 'Dec 1'],
    ['output', 0, 6, 'output', 'mask'],
  ],
  arrows: [
    'input -> e1 : (B, 1, 572, 572)',
    'e1 -> e2 : (B, 64, 568, 568)',
    'e2 -> b : (B, 128, 280, 280)',
    'b -> d2 : (B, 256, 136, 136)',
    'd2 -> d1 : (B, 128, 268, 268)',
    'd1 -> output : (B, 64, 532, 532)',
    'e1 ~> d1 @-0.9 : copy and crop',
    'e2 ~> d2 @-0.5 : copy and crop',
  ],
  notes: [
    ['equation', 1, 4, 'd = Conv(concat(Up(d), e))'],
    ['tradeoff', 1, 5, 'concat costs memory; alternative: add'],
  ],
});

const four = sketch({
  boxes: [
    ['input', 0, 0, 'input', 'Input image', 'box'],
    ['e1', 0, 1, 'encoder', 'DoubleConv'],
    ['e2', 0, 2, 'encoder', 'DoubleConv'],
    ['e3', 0, 3, 'encoder', 'DoubleConv'],
    ['e4', 0, 4, 'encoder', 'DoubleConv'],
    ['b', 1.5, 5, 'bottleneck', 'DoubleConv'],
    ['d4', 3, 4, 'decoder', 'DoubleConv'],
    ['d3', 3, 3, 'decoder', 'DoubleConv'],
    ['d2', 3, 2, 'decoder', 'DoubleConv'],
    ['d1', 3, 1, 'decoder', 'DoubleConv'],
    ['output', 3, 0, 'output', 'Segmentation map', 'box'],
  ],
  arrows: [
    'input -> e1 : 3 × H × W',
    'e1 -> e2 : 64 × H × W',
    'e2 -> e3 : 128 × H/2 × W/2',
    'e3 -> e4 : 256 × H/4 × W/4',
    'e4 -> b : 512 × H/8 × W/8',
    'b -> d4 : 1024 × H/16 × W/16',
    'd4 -> d3 : 512 × H/8 × W/8',
    'd3 -> d2 : 256 × H/4 × W/4',
    'd2 -> d1 : 128 × H/2 × W/2',
    'd1 -> output : 64 × H × W',
    'e1 -> d1 : skip',
    'e2 -> d2 : skip',
    'e3 -> d3 : skip',
    'e4 -> d4 : skip',
  ],
  notes: [
    ['equation', 4.2, 2, 'loss = cross-entropy + Dice'],
    ['tradeoff', 4.2, 3, 'transposed conv vs bilinear'],
  ],
});

const worded = renamed(reference, {
  enc1: 'Encoder block',
  enc2: 'Encoder block',
  enc3: 'Encoder block',
  dec1: 'Decoder block',
  dec2: 'Decoder block',
  dec3: 'Decoder block',
  up3: 'ConvTranspose2d',
  up2: 'Upsample',
  up1: 'Upsample',
});

export default {
  reference,
  good: {
    'one-column': column,
    'four-levels': four,
    words: worded,
    'without-head': without(reference, 'head'),
    'bottleneck-as-e5': noted(reference, 'equation', 'd_4 = Conv([Up(e_5), e_4])'),
    'in-two-steps': noted(reference, 'equation', 'd = Up(d); d = Conv(cat(e, d))'),
    'loss-per-pixel': noted(reference, 'equation', 'BCE per pixel'),
  },
  faults: {
    'component-missing.bottleneck': without(worded, 'bottom'),
    'component-missing.last-decoder': without(reference, 'dec1'),
    'component-superfluous.flatten': renamed(reference, { pool3: 'Flatten' }),
    'component-unknown.box': renamed(reference, { pool3: 'Wormhole' }),
    'connection-missing.into-bottleneck': rewired(reference, ['pool3 bottom']),
    'connection-wrong.turned-round': rewired(
      reference,
      ['head output'],
      ['output -> head : (B, K, H, W)'],
    ),
    'connection-wrong.bridge-to-wrong-level': rewired(
      reference,
      ['enc1 dec1', 'enc2 dec2'],
      ['enc1 -> dec2 : concat', 'enc2 -> dec1 : concat'],
    ),
    'skip-missing.first': rewired(reference, ['enc1 dec1']),
    'skip-missing.all': rewired(reference, ['enc1 dec1', 'enc2 dec2', 'enc3 dec3']),
    'shape-impossible.not-halved': relabelled(reference, 'enc3 pool3', '(B, 256, H, W)'),
    'shape-impossible.channels': relabelled(reference, 'bottom up3', '(B, 64, H/8, W/8)'),
    'equation-missing.none': noted(reference, 'equation', null),
    'equation-wrong.added': noted(reference, 'equation', 'd_i = Conv(Up(d_{i+1}) + e_i)'),
    'equation-wrong.no-bridge': noted(reference, 'equation', 'd_i = Conv(Up(d_{i+1}))'),
  },
};
