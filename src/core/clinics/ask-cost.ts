/** Questions on what a layer costs: parameters and multiply-adds. */
import { grouped } from './answer.ts';
import { PLAIN } from './ask-size.ts';
import {
  multiplyAdds,
  parametersOf,
  shapeAfter,
  type Conv,
  type Layer,
  type Linear,
} from './layers.ts';
import type { GeneratedQuestion, Difficulty } from './asked.ts';
import type { Random } from '../random.ts';
import { product, shapeText, times } from './words.ts';

const CHANNELS = [16, 32, 64, 128, 256] as const;

export function parameters(random: Random, level: Difficulty): GeneratedQuestion {
  const layers =
    level === 5
      ? separable(random)
      : [level >= 2 && random.chance(0.35) ? linear(random) : conv(random, level)];
  const total = layers.reduce((sum, layer) => sum + parametersOf(layer), 0);
  const sum = layers.length > 1 ? [`Total: ${grouped(total)}`] : [];
  return {
    ask: 'How many learnable parameters are there?',
    layers,
    input: null,
    answer: { kind: 'number', value: total },
    rule: [...new Set(layers.flatMap(parameterRule))],
    steps: [...layers.flatMap(parameterLines), ...sum],
  };
}

export function multiplyAddsOf(random: Random, level: Difficulty): GeneratedQuestion {
  const flops = random.chance(0.4);
  const layer = random.chance(0.2) ? linear(random) : { ...conv(random, level), bias: false };
  const side = random.pick([7, 14, 16, 28, 32]);
  const input = layer.kind === 'linear' ? [layer.in] : [layer.in, side, side];
  const macs = multiplyAdds(layer, input);
  const value = flops ? 2 * macs : macs;
  return {
    ask: `The input is \`${shapeText(input)}\`. How many ${
      flops ? 'FLOPs (two for each multiply-add)' : 'multiply-adds'
    } does one sample take? Leave out the biases.`,
    layers: [layer],
    input,
    answer: { kind: 'number', value },
    rule: [
      'Every output number is one dot product: multiply-adds = output numbers · length of the dot product',
      'FLOPs = 2 · multiply-adds, because each is one multiplication and one addition',
    ],
    steps: [
      ...multiplyAddLines(layer, input),
      ...(flops ? [`FLOPs: 2 · ${grouped(macs)} = ${grouped(value)}`] : []),
    ],
  };
}

function conv(random: Random, level: Difficulty): Conv {
  const deep = level >= 3 && random.chance(0.5);
  const input = level === 1 ? random.pick([1, 3, 16, 32]) : random.pick(CHANNELS);
  const groups = deep ? random.pick([2, 4, input]) : 1;
  return {
    ...PLAIN,
    in: input,
    out: groups === input ? input * random.integer(1, 2) : random.pick(CHANNELS),
    kernel: random.pick(level === 1 ? [3, 5] : [1, 3, 5, 7]),
    stride: level >= 4 ? random.integer(1, 2) : 1,
    padding: 1,
    groups,
    bias: level === 1 || random.chance(0.5),
  };
}

function linear(random: Random): Linear {
  const features = [128, 256, 512, 768, 1024] as const;
  return {
    kind: 'linear',
    in: random.pick(features),
    out: random.pick([10, 100, 256, 512, 1000]),
    bias: random.chance(0.7),
  };
}

/** A depthwise convolution and a pointwise one, as in MobileNet (arXiv:1704.04861). */
function separable(random: Random): readonly Layer[] {
  const input = random.pick(CHANNELS);
  const out = random.pick(CHANNELS);
  const bias = random.chance(0.3);
  const depthwise: Conv = {
    ...PLAIN,
    in: input,
    out: input,
    kernel: random.pick([3, 5]),
    padding: 1,
    groups: input,
    bias,
  };
  const pointwise: Conv = { ...PLAIN, in: input, out, kernel: 1, bias };
  return [
    depthwise,
    { kind: 'norm', channels: input },
    { kind: 'relu' },
    pointwise,
    { kind: 'norm', channels: out },
  ];
}

function parameterRule({ kind }: Layer): string[] {
  switch (kind) {
    case 'conv':
      return ['Convolution: out · (in / groups) · kernel · kernel weights, and out biases'];
    case 'linear':
      return ['Linear: in · out weights, and out biases'];
    case 'norm':
      return ['BatchNorm: a scale and a shift per channel; running averages are not learned'];
    default:
      return [];
  }
}

function parameterLines(layer: Layer): string[] {
  const total = grouped(parametersOf(layer));
  switch (layer.kind) {
    case 'conv':
    case 'transposed': {
      const per = layer.in / layer.groups;
      const weights = product(layer.out, per, layer.kernel, layer.kernel);
      const grouping =
        layer.groups === 1
          ? ''
          : ` (${layer.in} / ${layer.groups} = ${per} input channels per filter)`;
      return [
        `Weights: ${times(layer.out, per, layer.kernel, layer.kernel)} = ${grouped(weights)}${grouping}`,
        biasLine(layer, total),
      ];
    }
    case 'linear':
      return [
        `Weights: ${times(layer.in, layer.out)} = ${grouped(layer.in * layer.out)}`,
        biasLine(layer, total),
      ];
    case 'norm':
      return [`BatchNorm: ${times(2, layer.channels)} = ${total}`];
    default:
      return [];
  }
}

function biasLine(
  { bias, out }: { readonly bias: boolean; readonly out: number },
  total: string,
): string {
  return bias ? `With ${grouped(out)} biases: ${total}` : `No biases: ${total}`;
}

function multiplyAddLines(layer: Conv | Linear, input: readonly number[]): string[] {
  if (layer.kind === 'linear') {
    return [`Multiply-adds: ${times(layer.in, layer.out)} = ${grouped(layer.in * layer.out)}`];
  }
  const output = shapeAfter(layer, input);
  const [channels = 0, height = 0, width = 0] = output;
  const per = layer.in / layer.groups;
  const dot = product(per, layer.kernel, layer.kernel);
  return [
    `Output: ${shapeText(output)}, so ${times(channels, height, width)} = ${grouped(product(channels, height, width))} numbers`,
    `Each is a dot product of length ${times(per, layer.kernel, layer.kernel)} = ${grouped(dot)}`,
    `Multiply-adds: ${times(product(channels, height, width), dot)} = ${grouped(multiplyAdds(layer, input))}`,
  ];
}
