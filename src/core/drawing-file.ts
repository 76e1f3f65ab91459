/**
 * The text of a drawing: Excalidraw's own file format, version 2, in one normal form. Each element has its own line
 * with its fields in a fixed order, and what changes without being seen is left constant, so that a version control
 * system shows what was drawn.
 */

import { markSource } from './drill-file.ts';

/** More than a person draws, pictures included. */
export const LONGEST_DRAWING = 50_000_000;

export type SceneElement = Readonly<Record<string, unknown>> & { readonly id: string };

export interface SceneFile {
  readonly type: 'excalidraw';
  readonly version: 2;
  /** Which program wrote it. Ours tells to which exercise the drawing belongs; see drill-file.ts. */
  readonly source: string;
  readonly elements: readonly SceneElement[];
  readonly appState: Readonly<Record<string, unknown>>;
  /** Pictures by their id. */
  readonly files: Readonly<Record<string, unknown>>;
}

/** `say` is a sentence for people that tells what is wrong and what to do. */
export type ParsedDrawing =
  | { readonly kind: 'drawing'; readonly file: SceneFile }
  | { readonly kind: 'broken'; readonly say: string };

const PAPER: SceneFile['appState'] = {
  gridSize: 20,
  gridStep: 5,
  gridModeEnabled: false,
  viewBackgroundColor: '#ffffff',
};

export const EMPTY_DRAWING: SceneFile = {
  type: 'excalidraw',
  version: 2,
  source: 'Tensor Drills',
  elements: [],
  appState: PAPER,
  files: {},
};

/** The file in which an architecture is drawn, before anything is. */
export function blankDrawing(exercise: string): string {
  return sceneText({ ...EMPTY_DRAWING, source: markSource(exercise) });
}

/** The drawing in a file's text. An empty file is an empty board; what is not of the format is told, never thrown. */
export function parseDrawing(text: string): ParsedDrawing {
  if (text.trim() === '') return { kind: 'drawing', file: EMPTY_DRAWING };
  if (text.length > LONGEST_DRAWING) {
    return broken('It has more than 50 million characters, which is more than a board can show.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return broken('It is not valid JSON.');
  }
  if (!isRecord(value) || value['type'] !== 'excalidraw' || !Array.isArray(value['elements'])) {
    return broken('It does not have "type": "excalidraw" and a list of elements.');
  }
  const { source, elements, appState, files } = value;
  return {
    kind: 'drawing',
    file: {
      ...EMPTY_DRAWING,
      source: typeof source === 'string' ? source : EMPTY_DRAWING.source,
      elements: elements.filter(isElement),
      appState: isRecord(appState) ? appState : PAPER,
      files: isRecord(files) ? files : {},
    },
  };
}

function broken(why: string): ParsedDrawing {
  const say = `This file cannot be shown as a drawing. ${why} The file was left unchanged. Open it as text to repair it, or restore an older version.`;
  return { kind: 'broken', say };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isElement(value: unknown): value is SceneElement {
  return isRecord(value) && typeof value['id'] === 'string';
}

/** One element a line, so that changes can be read. */
export function sceneText(scene: SceneFile): string {
  const { elements, ...rest } = scene;
  const lines = elements.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const frame = JSON.stringify({ ...rest, elements: [] }, null, 2);
  if (lines === '') return `${frame}\n`;
  return `${frame.replace(/"elements": \[\]\n\}$/, () => `"elements": [\n${lines}\n  ]\n}`)}\n`;
}

/** The scene with its elements in their normal form: what is deleted goes, what nobody sees is constant. */
export function normalised(scene: SceneFile): SceneFile {
  const live = scene.elements.filter((one) => one['isDeleted'] !== true);
  const pictures = new Set(live.map((one) => one['fileId']));
  const files = Object.entries(scene.files).filter(([id]) => pictures.has(id));
  return {
    type: 'excalidraw',
    version: 2,
    source: scene.source,
    appState: scene.appState,
    files: Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1))),
    elements: live.map(normalElement),
  };
}

/** The order in which Excalidraw's own export has them; others follow in alphabetical order. */
const FIELDS = [
  'id',
  'type',
  ...['x', 'y', 'width', 'height', 'angle'],
  ...['strokeColor', 'backgroundColor', 'fillStyle', 'strokeWidth', 'strokeStyle', 'roughness'],
  ...['opacity', 'groupIds', 'frameId', 'index', 'roundness', 'seed', 'version', 'versionNonce'],
  ...['isDeleted', 'boundElements', 'updated', 'link', 'locked'],
  ...['text', 'originalText', 'fontSize', 'fontFamily', 'textAlign', 'verticalAlign'],
  ...['containerId', 'autoResize', 'lineHeight'],
  ...['points', 'lastCommittedPoint', 'startBinding', 'endBinding'],
  ...['startArrowhead', 'endArrowhead', 'elbowed'],
];
const PLACE = new Map(FIELDS.map((name, i) => [name, i]));

/** They count how often an element was touched, and when: of use only while several people draw at once. */
const CONSTANT: Readonly<Record<string, unknown>> = { version: 1, versionNonce: 1, updated: 1 };

function normalElement(element: SceneElement): SceneElement {
  const place = (name: string): number => PLACE.get(name) ?? FIELDS.length;
  const fields = Object.entries({ ...element, ...CONSTANT })
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(([name, value]) => [name, rounded(value)] as const);
  return { ...Object.fromEntries(fields), id: element.id };
}

/** Numbers to four places: more only tell how a mouse trembled. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toFixed(4));
  if (Array.isArray(value)) return value.map(rounded);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rounded(one)]));
}
