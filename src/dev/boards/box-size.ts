/** How large the boxes of a sketch are drawn. */
import { textSize } from './routes.ts';
import type { SketchBox } from './sketch.ts';
import { STEP, type Style } from './style.ts';

export const BOX = { width: 190, height: 60, circle: 44, font: 18, small: 16, note: 18 };

/** Before the style's scale. */
export function boxSize(
  { form, says, width = 1, height = 1 }: SketchBox,
  { direction, spread }: Style,
): { readonly width: number; readonly height: number } {
  if (form === 'text') return textSize(says, BOX.font);
  if (form === 'circle') return { width: BOX.circle * width, height: BOX.circle * width };
  const size = { width: width * BOX.width, height: height * BOX.height };
  if (form === 'diamond') return { width: size.width * 1.1, height: size.height * 1.5 };
  // A bar that spans several columns spans as many rows where columns lie below each other, and the reverse.
  if (direction === 'right' && width > 2) {
    return { width: BOX.width, height: (size.width / STEP.column) * STEP.row * 1.3 * spread };
  }
  if (direction === 'right' && height > 2) {
    return { width: (size.height / STEP.row) * STEP.column * 1.15 * spread, height: BOX.height };
  }
  return size;
}
