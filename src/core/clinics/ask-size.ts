/** Questions on the output shape of one layer. */
import type { Answer } from './answer.ts';
import {
  convolved,
  samePadding as keeping,
  shapeAfter,
  windowed,
  type Conv,
  type Layer,
  type Pool,
  type Shape,
} from './layers.ts';
import type { GeneratedQuestion, Difficulty } from './asked.ts';
import type { Random } from '../random.ts';
import { CONV_RULE, perAxis, POOL_RULE, shapeText, TRANSPOSED_RULE } from './words.ts';

const WIDTHS = [3, 16, 32, 64, 128, 256] as const;
const SIDES = [28, 32, 56, 64, 112, 128, 224, 256] as const;

export const PLAIN = {
  kind: 'conv',
  stride: 1,
  padding: 0,
  dilation: 1,
  groups: 1,
  bias: true,
  outputPadding: 0,
} as const;

/** (channels, height, width): a common square, or from level 4 on two sides of any size. */
export function imageOf(random: Random, level: Difficulty, channels: number, least = 24): Shape {
  if (level < 4) {
    const side = random.pick(SIDES);
    return [channels, side, side];
  }
  return [channels, random.integer(least, 130), random.integer(least, 130)];
}

export function convolution(random: Random, level: Difficulty): GeneratedQuestion {
  const kernel = random.pick(level === 1 ? [3, 5] : [1, 3, 4, 5, 7]);
  const conv: Conv = {
    ...PLAIN,
    in: random.pick(WIDTHS),
    out: random.pick([16, 32, 64, 96, 128]),
    kernel,
    stride: level === 1 ? 1 : random.integer(1, level >= 4 ? 4 : 2),
    padding:
      level === 1 ? random.pick([0, (kernel - 1) / 2]) : random.integer(0, Math.floor(kernel / 2)),
  };
  return sizeOf(conv, imageOf(random, level, conv.in));
}

export function dilation(random: Random, level: Difficulty): GeneratedQuestion {
  const kernel = random.pick([3, 5]);
  const spread = random.integer(2, level >= 4 ? 6 : 3);
  const conv: Conv = {
    ...PLAIN,
    in: random.pick(WIDTHS),
    out: random.pick([32, 64, 128]),
    kernel,
    dilation: spread,
    padding: random.integer(0, (spread * (kernel - 1)) / 2),
    stride: level >= 3 ? random.integer(1, 2) : 1,
  };
  return sizeOf(conv, imageOf(random, level, conv.in));
}

export function transposed(random: Random, level: Difficulty): GeneratedQuestion {
  const stride = random.integer(2, level >= 4 ? 4 : 2);
  const kernel = random.pick(level === 2 ? [2, 4] : [2, 3, 4, 5]);
  const widths = [32, 64, 128, 256] as const;
  const conv: Conv = {
    ...PLAIN,
    kind: 'transposed',
    in: random.pick(widths),
    out: random.pick([3, 16, 32, 64]),
    kernel,
    stride,
    padding: random.integer(0, Math.floor((kernel - 1) / 2)),
    dilation: level === 5 ? random.integer(1, 2) : 1,
    outputPadding: level >= 3 ? random.integer(0, stride - 1) : 0,
  };
  const side = random.pick([4, 7, 8, 14, 16, 28, 32]);
  return sizeOf(conv, [conv.in, side, level >= 4 ? random.integer(5, 40) : side]);
}

export function samePadding(random: Random, level: Difficulty): GeneratedQuestion {
  const kernel = random.pick([3, 5, 7, 9]);
  const spread = level >= 3 ? random.integer(1, 4) : 1;
  const channels = random.pick([16, 32, 64]);
  const conv: Conv = {
    ...PLAIN,
    in: channels,
    out: channels,
    kernel,
    dilation: spread,
    padding: 'same',
  };
  const total = keeping(conv);
  return {
    ask: `How many zeros must \`padding\` put on each side of each axis to do what "same" does here? Answer with one number.`,
    layers: [conv],
    input: imageOf(random, level, channels),
    answer: { kind: 'number', value: total / 2 },
    rule: [
      'At stride 1: out = in + 2 · padding − dilation · (kernel − 1), so out = in requires',
      'padding = dilation · (kernel − 1) / 2',
    ],
    steps: [`${spread} · (${kernel} − 1) / 2 = ${total / 2}`],
  };
}

export function pooling(random: Random, level: Difficulty): GeneratedQuestion {
  const kernel = random.integer(2, level === 1 ? 2 : level >= 4 ? 5 : 3);
  const pool: Pool = {
    kind: random.pick(['max-pool', 'avg-pool']),
    kernel,
    stride: level === 1 ? kernel : random.integer(2, 3),
    padding: level === 1 ? 0 : random.integer(0, Math.floor(kernel / 2)),
    ceil: level >= 3 && random.chance(0.6),
  };
  const channels = random.pick(WIDTHS);
  const side = random.integer(20, 120);
  const input =
    level === 1
      ? imageOf(random, level, channels)
      : [channels, side, level >= 4 ? random.integer(20, 120) : side];
  return sizeOf(pool, input);
}

function sizeOf(layer: Conv | Pool, input: Shape): GeneratedQuestion {
  const output = shapeAfter(layer, input);
  const answer: Answer = { kind: 'shape', dims: output };
  return {
    ask: `The input is \`${shapeText(input)}\`. What is the shape of the output?`,
    layers: [layer],
    input,
    answer,
    rule: [ruleOf(layer)],
    steps: stepsOf(layer, input),
  };
}

function ruleOf(layer: Conv | Pool): string {
  if (layer.kind === 'conv') return CONV_RULE;
  if (layer.kind === 'transposed') return TRANSPOSED_RULE;
  return 'ceil' in layer && layer.ceil
    ? `${POOL_RULE.replace('⌊', '⌈').replace('⌋', '⌉')} (ceil_mode)`
    : POOL_RULE;
}

/** The numbers of one layer, line by line. */
export function stepsOf(layer: Layer, input: Shape): readonly string[] {
  const output = shapeAfter(layer, input);
  switch (layer.kind) {
    case 'conv':
    case 'transposed':
      return [
        ...perAxis(input, (size) =>
          layer.kind === 'conv' ? convLine(layer, size) : transposedLine(layer, size),
        ),
        `Channels: ${layer.out}, the number of filters`,
        `Output: ${shapeText(output)}`,
      ];
    case 'max-pool':
    case 'avg-pool':
      return [
        ...perAxis(input, (size) => poolLine(layer, size)),
        `Channels: ${output[0] ?? 0}, as before, because pooling works on each channel separately`,
        `Output: ${shapeText(output)}`,
      ];
    default:
      return [`Output: ${shapeText(output)}`];
  }
}

export function convLine(conv: Conv, size: number): string {
  const { kernel, stride, padding, dilation: spread } = conv;
  const zeros = padding === 'same' ? keeping(conv) / 2 : padding;
  return `⌊(${size} + 2 · ${zeros} − ${spread} · (${kernel} − 1) − 1) / ${stride}⌋ + 1 = ${convolved(size, conv)}`;
}

function transposedLine(conv: Conv, size: number): string {
  const { kernel, stride, padding, dilation: spread, outputPadding } = conv;
  return `(${size} − 1) · ${stride} − 2 · ${padding} + ${spread} · (${kernel} − 1) + ${outputPadding} + 1 = ${convolved(size, conv)}`;
}

export function poolLine(pool: Pool, size: number): string {
  const { kernel, stride, padding, ceil } = pool;
  const [left, right] = ceil ? ['⌈', '⌉'] : ['⌊', '⌋'];
  const by = `${left}(${size} + 2 · ${padding} − ${kernel}) / ${stride}${right} + 1`;
  const out = windowed(size, pool);
  const full = Math.ceil((size + 2 * padding - kernel) / stride) + 1;
  if (!ceil || full === out) return `${by} = ${out}`;
  return `${by} = ${full}, but the last window would begin in the right padding, so it is left out: ${out}`;
}
