import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blankDrawing,
  EMPTY_DRAWING,
  normalised,
  parseDrawing,
  sceneText,
  type SceneElement,
  type SceneFile,
} from '../../../src/core/drawing-file.ts';

const box = (fields: Record<string, unknown>): SceneElement => ({ id: 'a', ...fields });

function drawing(...elements: SceneElement[]): SceneFile {
  return { ...EMPTY_DRAWING, elements };
}

const element = fc
  .tuple(fc.string(), fc.dictionary(fc.string(), fc.jsonValue()))
  .map(([id, fields]): SceneElement => ({ ...fields, id }));

describe('the text of a drawing', () => {
  it('reads back as what was written, and its normal form is one', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 4 }), fc.string(), (elements, source) => {
        const text = sceneText(normalised({ ...EMPTY_DRAWING, source, elements }));
        const read = parseDrawing(text);
        if (read.kind !== 'drawing') throw new Error(read.say);
        expect(sceneText(normalised(read.file))).toBe(text);
      }),
    );
  });

  it('never makes the reader throw', () => {
    const scene = fc.record({ type: fc.constant('excalidraw'), elements: fc.jsonValue() });
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      scene.map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect(['drawing', 'broken']).toContain(parseDrawing(one).kind);
      }),
    );
  });

  it.each(['{', '[]', '{"type":"excalidraw"}', '{"elements":[]}', 'null', 'PNG'])(
    'is told to be broken, with what to do: %s',
    (text) => {
      expect(parseDrawing(text)).toMatchObject({ kind: 'broken', say: /Open it as text/ });
    },
  );

  it('of an empty file is an empty board', () => {
    expect(parseDrawing('\n')).toEqual({ kind: 'drawing', file: EMPTY_DRAWING });
    expect(parseDrawing(blankDrawing('whiteboard/gan'))).toMatchObject({
      file: { elements: [], source: 'Tensor Drills: whiteboard/gan' },
    });
  });

  it('changes on one line when one element changes', () => {
    const lines = (x: number): string[] =>
      sceneText(normalised(drawing(box({ x }), { id: 'b', x: 1 }))).split('\n');
    const [before, after] = [lines(1), lines(2)];
    expect(after.filter((line, i) => line !== before[i])).toHaveLength(1);
  });

  it('is the same in whatever order the fields came, and however often it was touched', () => {
    const one = box({ type: 'rectangle', x: 1.00000001, version: 7, updated: 5, customData: 1 });
    const other = box({ customData: 1, versionNonce: 3, x: 1, type: 'rectangle' });
    expect(sceneText(normalised(drawing(one)))).toBe(sceneText(normalised(drawing(other))));
  });

  it('leaves out what was deleted, and pictures that nothing shows', () => {
    const scene = { ...drawing(box({ isDeleted: true }), box({ fileId: 'p' })), files: FILES };
    expect(normalised(scene)).toMatchObject({ files: { p: 1 } });
    expect(normalised(scene).elements).toHaveLength(1);
    expect(Object.keys(normalised(scene).files)).toEqual(['p']);
  });
});

const FILES = { q: 2, p: 1 };
