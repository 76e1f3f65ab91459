/** Between the text of a drawing and what Excalidraw holds of it. */
import { restore } from '@excalidraw/excalidraw';
import type { BinaryFiles, ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import type { OrderedExcalidrawElement } from '@excalidraw/excalidraw/element/types';
import {
  EMPTY_DRAWING,
  normalised,
  parseDrawing,
  sceneText,
  type SceneElement,
  type SceneFile,
} from '../../core/drawing-file.ts';

export interface ShownScene {
  readonly file: SceneFile;
  readonly elements: readonly OrderedExcalidrawElement[];
  readonly files: BinaryFiles;
}

/** What Excalidraw can show of the text; elements that it does not know are left out. */
export function shownOf(text: string): ShownScene {
  const parsed = parseDrawing(text);
  const file = parsed.kind === 'drawing' ? parsed.file : EMPTY_DRAWING;
  // Excalidraw takes unknown input here, whatever its types say, and mends it.
  const data = { elements: file.elements, files: file.files } as unknown as Parameters<
    typeof restore
  >[0];
  const { elements, files } = restore(data, null, null, { repairBindings: true });
  return { file, elements, files };
}

/** What the file should hold now; `file` is what it held. */
export function textOf(api: ExcalidrawImperativeAPI, file: SceneFile): string {
  const elements = api
    .getSceneElements()
    .filter((one) => one.type !== 'text' || one.originalText.trim() !== '')
    .map((one): SceneElement => ({ ...one }));
  return sceneText(normalised({ ...file, elements, files: pictures(api.getFiles()) }));
}

/** The time when a picture was last looked at is not part of the drawing. */
function pictures(files: BinaryFiles): SceneFile['files'] {
  return Object.fromEntries(
    Object.entries(files).map(([id, { mimeType, dataURL, created }]) => [
      id,
      { mimeType, id, dataURL, created },
    ]),
  );
}
