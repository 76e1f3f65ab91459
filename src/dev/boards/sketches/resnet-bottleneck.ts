import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['input', 0, 0, 'input', 'x'],
    ['reduce', 0, 1, 'convolution', 'Conv 1x1, 64'],
    ['relu1', 0, 2, 'activation', 'BN, ReLU'],
    ['conv', 0, 3, 'convolution', 'Conv 3x3, 64'],
    ['relu2', 0, 4, 'activation', 'BN, ReLU'],
    ['expand', 0, 5, 'convolution', 'Conv 1x1, 256'],
    ['bn3', 0, 6, 'normalisation', 'BN'],
    ['sum', 0, 7, 'add', '+'],
    ['relu3', 0, 8, 'activation', 'ReLU'],
    ['output', 0, 9, 'output', 'y'],
  ],
  arrows: [
    'input -> reduce : (B, 256, H, W)',
    'reduce -> relu1 : (B, 64, H, W)',
    'relu1 -> conv : (B, 64, H, W)',
    'conv -> relu2 : (B, 64, H, W)',
    'relu2 -> expand : (B, 64, H, W)',
    'expand -> bn3 : (B, 256, H, W)',
    'bn3 -> sum : (B, 256, H, W)',
    'sum -> relu3 : (B, 256, H, W)',
    'relu3 -> output : (B, 256, H, W)',
    'input ~> sum @-0.9 : identity',
  ],
  notes: [
    ['equation', 0.95, 7, 'y = ReLU(F(x) + x)'],
    [
      'projection',
      0.95,
      1.5,
      'Shape changes? Then the shortcut is\nConv 1x1, stride 2, + BN, and the 3x3 has stride 2.',
    ],
    [
      'tradeoff',
      0.95,
      4,
      'Trade-offs\n17C² weights instead of 288C² (two 3x3 at 4C),\nbut one layer more than a basic block.',
    ],
    ['title', -1.9, 0, 'ResNet bottleneck', 22],
  ],
});
