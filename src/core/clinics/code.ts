/** Layers as one writes them in PyTorch: only the arguments that are not torch's own. */
import type { Conv, Layer } from './layers.ts';

export function layerCode(layer: Layer): string {
  switch (layer.kind) {
    case 'conv':
      return `nn.Conv2d(${[...convArguments(layer), ...groupsAndBias(layer)].join(', ')})`;
    case 'transposed': {
      const output = layer.outputPadding === 0 ? [] : [`output_padding=${layer.outputPadding}`];
      const all = [...convArguments(layer), ...output, ...groupsAndBias(layer)];
      return `nn.ConvTranspose2d(${all.join(', ')})`;
    }
    case 'max-pool':
    case 'avg-pool': {
      const name = layer.kind === 'max-pool' ? 'MaxPool2d' : 'AvgPool2d';
      const stride = layer.stride === layer.kernel ? [] : [`stride=${layer.stride}`];
      const padding = layer.padding === 0 ? [] : [`padding=${layer.padding}`];
      const ceil = layer.ceil ? ['ceil_mode=True'] : [];
      return `nn.${name}(${[layer.kernel, ...stride, ...padding, ...ceil].join(', ')})`;
    }
    case 'linear':
      return `nn.Linear(${layer.in}, ${layer.out}${layer.bias ? '' : ', bias=False'})`;
    case 'norm':
      return `nn.BatchNorm2d(${layer.channels})`;
    case 'relu':
      return 'nn.ReLU()';
    case 'flatten':
      return 'nn.Flatten()';
  }
}

/** One layer, or several in a row as `nn.Sequential`. */
export function codeOf(layers: readonly Layer[]): string {
  const [only] = layers;
  if (only && layers.length === 1) return layerCode(only);
  return `nn.Sequential(\n${layers.map((one) => `    ${layerCode(one)},\n`).join('')})`;
}

function convArguments(conv: Conv): (string | number)[] {
  const { stride, padding, dilation } = conv;
  return [
    conv.in,
    conv.out,
    `kernel_size=${conv.kernel}`,
    ...(stride === 1 ? [] : [`stride=${stride}`]),
    ...(padding === 0 ? [] : [`padding=${padding === 'same' ? '"same"' : padding}`]),
    ...(dilation === 1 ? [] : [`dilation=${dilation}`]),
  ];
}

function groupsAndBias({ groups, bias }: Conv): string[] {
  return [...(groups === 1 ? [] : [`groups=${groups}`]), ...(bias ? [] : ['bias=False'])];
}
