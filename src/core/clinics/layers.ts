/**
 * Layers of a convolutional network and what they do to the shape (channels, height, width), in the terms of
 * `torch.nn`. Every formula here is held against torch in the tests.
 */

export interface Conv {
  readonly kind: 'conv' | 'transposed';
  readonly in: number;
  readonly out: number;
  readonly kernel: number;
  readonly stride: number;
  /** `same` only at stride 1, as torch allows it. */
  readonly padding: number | 'same';
  readonly dilation: number;
  readonly groups: number;
  readonly bias: boolean;
  /** Of transposed convolutions; 0 elsewhere. */
  readonly outputPadding: number;
}

export interface Pool {
  readonly kind: 'max-pool' | 'avg-pool';
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly ceil: boolean;
}

export interface Linear {
  readonly kind: 'linear';
  readonly in: number;
  readonly out: number;
  readonly bias: boolean;
}

/** Batch normalisation with its scale and shift. */
export interface Norm {
  readonly kind: 'norm';
  readonly channels: number;
}

export type Layer =
  Conv | Pool | Linear | Norm | { readonly kind: 'relu' } | { readonly kind: 'flatten' };

/** Without the batch: (channels, height, width), or (features) after flattening. */
export type Shape = readonly number[];

/** Size along one axis after a window moved over it. Torch: Conv2d, MaxPool2d, AvgPool2d. */
export function windowed(
  size: number,
  window: { kernel: number; stride: number; padding: number; dilation?: number; ceil?: boolean },
): number {
  const { kernel, stride, padding, dilation = 1, ceil = false } = window;
  const steps = (size + 2 * padding - dilation * (kernel - 1) - 1) / stride;
  if (!ceil) return Math.floor(steps) + 1;
  const out = Math.ceil(steps) + 1;
  // The last window must begin inside the input or its left padding.
  return (out - 1) * stride >= size + padding ? out - 1 : out;
}

/** Zeros on both sides together that keep the size at stride 1. */
export function samePadding({ kernel, dilation }: Pick<Conv, 'kernel' | 'dilation'>): number {
  return dilation * (kernel - 1);
}

/** Size along one axis after a convolution, or after a transposed one. */
export function convolved(size: number, conv: Conv): number {
  const { kernel, stride, padding, dilation, outputPadding } = conv;
  if (padding === 'same') return size;
  if (conv.kind === 'conv') return windowed(size, { kernel, stride, padding, dilation });
  return (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + outputPadding + 1;
}

/** The shape behind `layer`. */
export function shapeAfter(layer: Layer, shape: Shape): Shape {
  const [channels = 0, height = 1, width = 1] = shape;
  switch (layer.kind) {
    case 'conv':
    case 'transposed':
      return [layer.out, convolved(height, layer), convolved(width, layer)];
    case 'max-pool':
    case 'avg-pool':
      return [channels, windowed(height, layer), windowed(width, layer)];
    case 'linear':
      return [layer.out];
    case 'flatten':
      return [channels * height * width];
    case 'norm':
    case 'relu':
      return shape;
  }
}

/** Shapes behind each layer, in order. */
export function shapesThrough(layers: readonly Layer[], input: Shape): readonly Shape[] {
  const shapes: Shape[] = [];
  let shape = input;
  for (const layer of layers) {
    shape = shapeAfter(layer, shape);
    shapes.push(shape);
  }
  return shapes;
}

/** Learnable numbers, biases included. */
export function parametersOf(layer: Layer): number {
  switch (layer.kind) {
    case 'conv':
    case 'transposed': {
      const weights = (layer.in / layer.groups) * layer.out * layer.kernel * layer.kernel;
      return weights + (layer.bias ? layer.out : 0);
    }
    case 'linear':
      return layer.in * layer.out + (layer.bias ? layer.out : 0);
    case 'norm':
      return 2 * layer.channels;
    default:
      return 0;
  }
}

/** Multiply-adds for one sample, biases left out; torch counts two FLOPs for each. */
export function multiplyAdds(layer: Layer, input: Shape): number {
  switch (layer.kind) {
    case 'conv': {
      const [, height = 1, width = 1] = shapeAfter(layer, input);
      return (layer.in / layer.groups) * layer.kernel * layer.kernel * layer.out * height * width;
    }
    case 'linear':
      return layer.in * layer.out;
    default:
      throw new Error(`Multiply-adds of a ${layer.kind} layer are not asked for.`);
  }
}

/** Receptive field of one output unit, in input pixels along one axis, after each layer; with the distance of units. */
export function receptiveFields(
  layers: readonly Layer[],
): readonly { readonly field: number; readonly jump: number }[] {
  let [field, jump] = [1, 1];
  return layers.map((layer) => {
    if (layer.kind === 'conv' || layer.kind === 'max-pool' || layer.kind === 'avg-pool') {
      const dilation = layer.kind === 'conv' ? layer.dilation : 1;
      field += dilation * (layer.kernel - 1) * jump;
      jump *= layer.stride;
    }
    return { field, jump };
  });
}
