/** Questions on several layers in a row. */
import { layerCode } from './code.ts';
import { convLine, imageOf, PLAIN, poolLine } from './ask-size.ts';
import {
  receptiveFields,
  shapesThrough,
  type Conv,
  type Layer,
  type Pool,
  type Shape,
} from './layers.ts';
import type { GeneratedQuestion, Difficulty } from './asked.ts';
import type { Random } from '../random.ts';
import { CONV_RULE, perAxis, POOL_RULE, shapeText } from './words.ts';

const POOL: Pool = { kind: 'max-pool', kernel: 2, stride: 2, padding: 0, ceil: false };

export function receptiveField(random: Random, level: Difficulty): GeneratedQuestion {
  const layers: Layer[] = [];
  let channels: number = 3;
  const count = random.integer(2, level >= 4 ? 5 : 3);
  for (let i = 0; i < count; i += 1) {
    if (i > 0 && random.chance(level >= 4 ? 0.35 : 0.25)) {
      layers.push(random.chance(0.7) ? POOL : { ...POOL, kernel: 3, padding: 1 });
      continue;
    }
    const kernel = random.pick([3, 3, 5, 7]);
    const dilation = level >= 4 ? random.pick([1, 1, 2]) : 1;
    const out = random.pick([16, 32, 64]);
    const stride = level >= 3 ? random.pick([1, 1, 2]) : 1;
    layers.push({
      ...PLAIN,
      in: channels,
      out,
      kernel,
      dilation,
      stride,
      padding: (dilation * (kernel - 1)) / 2,
    });
    channels = out;
  }
  const fields = receptiveFields(layers);
  const value = fields.at(-1)?.field ?? 1;
  return {
    ask: 'What is the receptive field of one output unit: how many input pixels does it span along one axis, from the first that it can see to the last? Answer with one number.',
    layers,
    input: null,
    answer: { kind: 'number', value },
    rule: [
      'Begin with field = 1 and jump = 1. Each layer then updates both, in this order:',
      'field += dilation · (kernel − 1) · jump;  jump *= stride',
    ],
    steps: layers.map((layer, i) =>
      fieldLine(layer, fields[i - 1] ?? { field: 1, jump: 1 }, fields[i]),
    ),
  };
}

function fieldLine(
  layer: Layer,
  before: { readonly field: number; readonly jump: number },
  after: { readonly field: number; readonly jump: number } | undefined,
): string {
  const dilation = layer.kind === 'conv' ? layer.dilation : 1;
  const kernel = 'kernel' in layer ? layer.kernel : 1;
  const { field, jump } = after ?? before;
  return `${layerCode(layer)}: field ${before.field} + ${dilation} · (${kernel} − 1) · ${before.jump} = ${field}, jump ${jump}`;
}

export function stack(random: Random, level: Difficulty): GeneratedQuestion {
  let channels = 3;
  const input = imageOf(random, level, channels, 64);
  const layers: Layer[] = [];
  const count = level >= 4 ? 3 : 2;
  for (let i = 0; i < count; i += 1) {
    const out = random.pick([16, 32, 64, 128]);
    layers.push(convFor(random, level, channels, out), { kind: 'relu' });
    if (i < count - 1 && random.chance(0.6))
      layers.push(random.chance(0.6) ? POOL : { ...POOL, kernel: 3, padding: 1 });
    channels = out;
  }
  const flat = level >= 4 && random.chance(0.5);
  if (flat) layers.push({ kind: 'flatten' });
  const shapes = shapesThrough(layers, input);
  const output = shapes.at(-1) ?? input;
  return {
    ask: `The input is \`${shapeText(input)}\`. What is the shape of the output?`,
    layers,
    input,
    answer: { kind: 'shape', dims: output },
    rule: [CONV_RULE, POOL_RULE, 'Activations and normalisation preserve the shape.'],
    steps: layers.flatMap((layer, i) =>
      layerLines(layer, shapes[i - 1] ?? input, shapes[i] ?? input),
    ),
  };
}

function convFor(random: Random, level: Difficulty, input: number, out: number): Conv {
  const kernel = random.pick([3, 3, 5, 7]);
  const half = (kernel - 1) / 2;
  const dilation = level === 5 && random.chance(0.3) ? 2 : 1;
  const padding = dilation > 1 ? half * dilation : random.integer(half - 1, half + 1);
  return { ...PLAIN, in: input, out, kernel, padding, stride: random.integer(1, 2), dilation };
}

function layerLines(layer: Layer, before: Shape, after: Shape): string[] {
  switch (layer.kind) {
    case 'conv':
      return [
        ...perAxis(before, (size) => convLine(layer, size)),
        `After ${layerCode(layer)}: ${shapeText(after)}`,
      ];
    case 'max-pool':
    case 'avg-pool':
      return [
        ...perAxis(before, (size) => poolLine(layer, size)),
        `After ${layerCode(layer)}: ${shapeText(after)}`,
      ];
    case 'flatten':
      return [`Flattened: ${before.join(' · ')} = ${after.join(', ')}`];
    default:
      return [];
  }
}
