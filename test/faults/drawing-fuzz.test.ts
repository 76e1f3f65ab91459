/** Drawings of any content: reviewed or refused, soon, and nothing is said about what is not there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDrawing } from '../../src/core/drawing-file.ts';
import { reviewDrawing } from '../../src/review/board/review.ts';
import { pack } from '../built-in-pack.ts';
import { HANGS_MS } from '../limits.ts';
import { ROOT } from '../python.ts';
import { EVIL, inTime, share } from './evil.ts';

type Element = Readonly<Record<string, unknown>>;

const DRILLS = join(ROOT, 'drills');
const drawings = pack.boards.map(({ board: { id, spec } }) => ({
  spec,
  scene: JSON.parse(readFileSync(join(DRILLS, id, 'reference.excalidraw'), 'utf8')) as {
    readonly elements: readonly Element[];
  },
}));
type Drawn = (typeof drawings)[number];

const FIELDS = [
  ...['id', 'type', 'x', 'y', 'width', 'height', 'angle', 'points', 'text', 'originalText'],
  ...['containerId', 'startBinding', 'endBinding', 'groupIds', 'boundElements', 'frameId'],
  ...['isDeleted', 'backgroundColor', 'strokeStyle', 'startArrowhead'],
];
const evil = EVIL.filter((one) => one.length < 30_000);
const value = fc.oneof(
  fc.constantFrom<unknown>(null, '', true, 0, -1e308, 1e9, 5e-324, [], {}, [[0, 0]]),
  fc.constantFrom<unknown>(...evil),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);
const change = fc.record({
  at: fc.nat(500),
  field: fc.constantFrom(...FIELDS),
  how: fc.constantFrom('set', 'set', 'take', 'double', 'swap', 'drop'),
  value,
});
interface Change {
  readonly at: number;
  readonly field: string;
  readonly how: string;
  readonly value: unknown;
}

function damaged({ scene }: Drawn, changes: readonly Change[]): string {
  let elements = [...scene.elements];
  for (const { at: where, field, how, value: to } of changes) {
    const at = where % Math.max(1, elements.length);
    const one = elements[at] ?? {};
    const other = elements[(at * 7 + 3) % Math.max(1, elements.length)] ?? {};
    const made: Record<string, readonly Element[]> = {
      set: [{ ...one, [field]: to }],
      take: [],
      double: [one, { ...one, id: `${String(one['id'])}-2`, x: Number(one['x']) + 9 }],
      swap: [{ ...one, [field]: other[field] }],
      drop: [Object.fromEntries(Object.entries(one).filter(([key]) => key !== field))],
    };
    elements = elements.toSpliced(at, 1, ...(made[how] ?? []));
  }
  return JSON.stringify({ ...scene, elements });
}

const drawing = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...drawings), fc.array(change, { minLength: 1, maxLength: 25 }))
      .map(([drawn, changes]) => ({ drawn, text: damaged(drawn, changes) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...drawings),
        fc.oneof(fc.string(), fc.json(), fc.constantFrom(...EVIL)),
      )
      .map(([drawn, text]) => ({ drawn, text })),
  },
);

it(
  'a drawing of any content is reviewed or refused, soon, and what is said points at what is there',
  () => {
    fc.assert(
      fc.property(drawing, ({ drawn, text }) => {
        const answer = inTime(() => reviewDrawing(text, drawn.spec));
        expect(['drawing', 'broken']).toContain(parseDrawing(text).kind);
        if (answer.kind === 'refused') {
          expect(answer.say).toMatch(/\.$/);
          return;
        }
        const { elements } = JSON.parse(text) as { elements: readonly ({ id?: unknown } | null)[] };
        const there = new Set(elements.map((one) => one?.id));
        for (const { say, elements: about } of [...answer.findings, ...answer.unread]) {
          expect(say.trim()).not.toBe('');
          for (const id of about) expect(there).toContain(id);
        }
      }),
      { numRuns: share(0.4), endOnFailure: true },
    );
  },
  10 * HANGS_MS,
);
