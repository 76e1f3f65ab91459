/** Formulas as people type them. */
import { grouped } from './answer.ts';
import type { Shape } from './layers.ts';

export const CONV_RULE =
  'out = ⌊(in + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1, for each axis';
export const POOL_RULE = 'out = ⌊(in + 2 · padding − kernel) / stride⌋ + 1, for each axis';
export const TRANSPOSED_RULE =
  'out = (in − 1) · stride − 2 · padding + dilation · (kernel − 1) + output_padding + 1';

export const shapeText = (shape: Shape): string => `(${['B', ...shape].join(', ')})`;

/** Factors with a dot between them. */
export const times = (...factors: readonly number[]): string => factors.map(grouped).join(' · ');

export const product = (...factors: readonly number[]): number =>
  factors.reduce((all, one) => all * one, 1);

/** One line for each axis; a single one for a square. */
export function perAxis(shape: Shape, line: (size: number) => string): string[] {
  const [, height = 1, width = height] = shape;
  if (height === width) return [`Height and width: ${line(height)}`];
  return [`Height: ${line(height)}`, `Width: ${line(width)}`];
}
