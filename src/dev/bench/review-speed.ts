/** How long the review of a drawing takes: of 200 elements, and of 5,000. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPack } from '../../content/pack.ts';
import { reviewDrawing } from '../../review/board/review.ts';
import { ROOT } from '../places.ts';
import { sampled, timesOf, type BenchRow } from './row.ts';

/** The largest of the reference drawings. */
const NAME = 'whiteboard/encoder-decoder-transformer';

type Element = Readonly<Record<string, unknown>>;

export function benchReview(): BenchRow[] {
  const drills = join(ROOT, 'drills');
  const spec = readPack(drills).boards.find(({ board }) => board.id === NAME)?.board.spec;
  if (!spec) throw new Error(`There is no ${NAME}.`);
  const scene = JSON.parse(readFileSync(join(drills, NAME, 'reference.excalidraw'), 'utf8')) as {
    readonly elements: readonly Element[];
  };
  const row = (count: number, goal: number | null): BenchRow => {
    const text = JSON.stringify({ ...scene, elements: repeated(scene.elements, count) });
    const times = timesOf(() => reviewDrawing(text, spec));
    return sampled(`review of a drawing of ${count.toLocaleString('en')} elements`, times, {
      goal,
    });
  };
  return [row(200, 50), row(5000, null)];
}

/** The drawing beside itself until there are so many elements. */
function repeated(elements: readonly Element[], count: number): Element[] {
  return Array.from({ length: count }, (_, i) => {
    const copy = Math.floor(i / elements.length);
    const one = elements[i % elements.length] ?? {};
    const named = (id: unknown): unknown =>
      typeof id === 'string' && copy > 0 ? `${id}-${copy}` : id;
    return {
      ...one,
      id: named(one['id']),
      containerId: named(one['containerId']),
      ...(copy > 0 ? { startBinding: null, endBinding: null } : {}),
      x: Number(one['x']) + 2500 * (copy % 8),
      y: Number(one['y']) + 2500 * Math.floor(copy / 8),
    };
  });
}
