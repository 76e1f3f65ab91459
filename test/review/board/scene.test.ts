/** Files of any origin: damaged, foreign, empty, huge. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewDrawing } from '../../../src/review/board/review.ts';
import type { BoardSpec } from '../../../src/core/drawing-review.ts';
import { pack } from '../../built-in-pack.ts';
import { ROOT } from '../../python.ts';
import { runs } from '../../sample.ts';

const board = pack.boards[0]?.board;
const spec = board?.spec as BoardSpec;
const reference = readFileSync(
  join(ROOT, 'drills/whiteboard/transformer-block/reference.excalidraw'),
  'utf8',
);
const scene = JSON.parse(reference) as { elements: Record<string, unknown>[] };

function review(elements: readonly unknown[]): ReturnType<typeof reviewDrawing> {
  return reviewDrawing(JSON.stringify({ ...scene, elements }), spec);
}

describe('a file that is no drawing is refused with a sentence', () => {
  it.each([
    ['', /The board is empty/],
    ['  \n', /The board is empty/],
    ['{', /not valid JSON/],
    [reference.slice(0, 500), /not valid JSON/],
    ['null', /not an Excalidraw drawing/],
    ['[]', /not an Excalidraw drawing/],
    ['"excalidraw"', /not an Excalidraw drawing/],
    ['{"type":"excalidrawlib","version":2,"library":[]}', /not an Excalidraw drawing/],
    ['{"type":"excalidraw","elements":{}}', /not an Excalidraw drawing/],
    ['{"document":{"store":{}},"schemaVersion":2}', /not an Excalidraw drawing/],
    ['{"type":"excalidraw","elements":[]}', /The board is empty/],
    ['{"type":"excalidraw","elements":[{"id":"a","isDeleted":true}]}', /The board is empty/],
  ])('%j', (text, says) => {
    const answer = reviewDrawing(text, spec);
    expect(answer.kind === 'refused' ? answer.say : '').toMatch(says);
  });

  it('when there is far too much in it', () => {
    const answer = review(
      Array.from({ length: 10_001 }, (_, i) => ({ ...scene.elements[0], id: `e${i}` })),
    );
    expect(answer.kind === 'refused' ? answer.say : '').toMatch(
      /10001 elements, but at most 10000/,
    );
  });
});

describe('what cannot be read', () => {
  it('is said: freehand, pictures, damaged elements', () => {
    const [text] = scene.elements;
    const answer = review([
      ...scene.elements,
      { ...text, id: 'hand', type: 'freedraw', points: [[0, 0]] },
      { ...text, id: 'photo', type: 'image' },
      { ...text, id: 'far', x: 'left' },
      { ...text, id: 'nowhere', type: 'arrow', points: [[0, null]] },
      17,
      null,
      { ...text },
    ]);
    expect(answer.kind === 'review' ? answer.unread : []).toEqual([
      {
        say: expect.stringMatching(/^One freehand stroke was not read/) as string,
        elements: ['hand'],
      },
      { say: 'One picture or embedded page was not read.', elements: ['photo'] },
      {
        say: '5 elements in the file are damaged and could not be read.',
        elements: ['far', 'nowhere', text?.['id']],
      },
    ]);
    expect(answer.kind === 'review' ? answer.findings : []).toEqual([]);
  });

  it('never makes it throw, whatever the elements are', () => {
    const value = fc.oneof(
      fc.constantFrom(null, '', 'transparent', true, -1e308, [], {}, [
        [0, 0],
        [5, 5],
      ]),
      fc.double(),
      fc.string(),
    );
    const damaged = fc.tuple(
      fc.nat(scene.elements.length - 1),
      fc.constantFrom(
        'id',
        'type',
        'x',
        'width',
        'angle',
        'points',
        'text',
        'containerId',
        'startBinding',
        'endBinding',
        'groupIds',
        'boundElements',
        'backgroundColor',
      ),
      value,
    );
    fc.assert(
      fc.property(fc.array(damaged, { maxLength: 12 }), (changes) => {
        const elements = scene.elements.map((one) => ({ ...one }));
        for (const [at, field, to] of changes) elements[at] = { ...elements[at], [field]: to };
        expect(['review', 'refused']).toContain(review(elements).kind);
      }),
      { numRuns: runs(150) },
    );
  });
});

describe('a drawing of 5,000 elements', () => {
  const copies = (every: (copy: number) => { dx: number; dy: number }): unknown[] =>
    Array.from({ length: Math.ceil(5000 / scene.elements.length) }, (_, copy) => {
      const { dx, dy } = every(copy);
      const named = (id: unknown): unknown => (typeof id === 'string' ? `${id}-${copy}` : id);
      return scene.elements.map((one) => ({
        ...one,
        id: named(one['id']),
        containerId: named(one['containerId']),
        startBinding: null,
        endBinding: null,
        x: Number(one['x']) + dx,
        y: Number(one['y']) + dy,
      }));
    })
      .flat()
      .slice(0, 5000);

  it.each([
    [
      'side by side',
      (copy: number) => ({ dx: 3000 * (copy % 12), dy: 2000 * Math.floor(copy / 12) }),
    ],
    ['on one heap', (copy: number) => ({ dx: copy, dy: copy })],
  ])('is reviewed in bounded time, %s', (_, place) => {
    const text = JSON.stringify({ ...scene, elements: copies(place) });
    const start = process.cpuUsage();
    const answer = reviewDrawing(text, spec);
    expect(answer.kind).toBe('review');
    expect(answer.kind === 'review' ? answer.findings.length : 0).toBeLessThanOrEqual(60);
    // Generous, and of our own time only: what it must not be is quadratic in thousands.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(10_000);
  });
});
