/**
 * Reads an `.excalidraw` file, format version 2. The text may come from anywhere: what is not a scene is refused with a
 * sentence, and an element that is not as it should be costs that element only.
 */
import { turned, type Area, type Point } from './geometry.ts';
import type { Refusal, UnreadElement } from '../../core/drawing-review.ts';

/** More than a person draws, and few enough to be read at once. */
const MOST_ELEMENTS = 10_000;
const MOST_CHARACTERS = 50_000_000;
const MOST_POINTS = 200;
/** Far more than fits a label or a note. */
const LONGEST_TEXT = 2000;

/** A rectangle, ellipse, diamond or frame. */
export interface Outline extends Area {
  readonly id: string;
  readonly type: 'rectangle' | 'ellipse' | 'diamond' | 'frame';
  /** Colours as the file has them; null where there is none. */
  readonly fill: string | null;
  readonly stroke: string | null;
  /** A frame's own name. */
  readonly title: string;
}

export interface Words extends Area {
  readonly id: string;
  readonly text: string;
  /** The outline or arrow that it is bound to. */
  readonly container: string | null;
}

/** An arrow or a line, in the plane of the scene. */
export interface Stroke {
  readonly id: string;
  readonly points: readonly Point[];
  /** Ids of what its ends are bound to. */
  readonly start: string | null;
  readonly end: string | null;
  readonly headAtStart: boolean;
  readonly headAtEnd: boolean;
  readonly dashed: boolean;
  readonly colour: string;
}

export interface Scene {
  readonly kind: 'scene';
  readonly outlines: readonly Outline[];
  readonly words: readonly Words[];
  readonly strokes: readonly Stroke[];
  readonly unread: readonly UnreadElement[];
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(say: string): Refusal {
  return { kind: 'refused', say };
}

const EMPTY = refused('The board is empty. Draw the architecture, then ask for a review.');

/** Never throws. */
export function readScene(text: string): Scene | Refusal {
  if (text.length > MOST_CHARACTERS) {
    return refused(
      'The file has more than 50 million characters. Remove pictures from the drawing, then try again.',
    );
  }
  if (text.trim() === '') return EMPTY;
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return refused(
      'The file is not valid JSON, so it is damaged or not a drawing. Restore an older version, or start a new drawing.',
    );
  }
  if (!isFields(file) || file['type'] !== 'excalidraw' || !Array.isArray(file['elements'])) {
    return refused(
      'The file is not an Excalidraw drawing: it does not have "type": "excalidraw" and a list of elements. Open the .excalidraw file that contains your drawing.',
    );
  }
  const all: readonly unknown[] = file['elements'];
  const live = all.filter((one) => !(isFields(one) && one['isDeleted'] === true));
  if (live.length === 0) return EMPTY;
  if (live.length > MOST_ELEMENTS) {
    return refused(
      `The drawing has ${live.length} elements, but at most ${MOST_ELEMENTS} can be reviewed. Remove what does not belong to the architecture.`,
    );
  }
  return sort(live);
}

function sort(elements: readonly unknown[]): Scene {
  const outlines: Outline[] = [];
  const words: Words[] = [];
  const strokes: Stroke[] = [];
  const other = { freehand: [] as string[], pictures: [] as string[], broken: [] as string[] };
  const seen = new Set<string>();
  for (const one of elements) {
    const element = isFields(one) ? one : {};
    const id = string(element['id']);
    const area = id === '' || seen.has(id) ? null : areaOf(element);
    if (!area) {
      other.broken.push(id);
      continue;
    }
    seen.add(id);
    const type = string(element['type']);
    if (type === 'rectangle' || type === 'ellipse' || type === 'diamond') {
      outlines.push({ ...area, id, type, title: '', ...coloursOf(element) });
    } else if (type === 'frame' || type === 'magicframe') {
      const title = string(element['name']);
      outlines.push({ ...area, id, type: 'frame', title, fill: null, stroke: null });
    } else if (type === 'text') {
      // What is shown is wrapped to its box; what was typed is not.
      const typed = string(element['originalText']) || string(element['text']);
      const container = string(element['containerId']) || null;
      words.push({ ...area, id, text: typed.slice(0, LONGEST_TEXT), container });
    } else if (type === 'arrow' || type === 'line') {
      const stroke = strokeOf(id, element);
      if (stroke) strokes.push(stroke);
      else other.broken.push(id);
    } else if (type === 'freedraw') {
      other.freehand.push(id);
    } else if (type === 'selection') {
      continue;
    } else {
      other.pictures.push(id);
    }
  }
  return { kind: 'scene', outlines, words, strokes, unread: unreadOf(other) };
}

function unreadOf(other: {
  freehand: string[];
  pictures: string[];
  broken: string[];
}): UnreadElement[] {
  const several = (ids: string[], one: string, many: string): string =>
    ids.length === 1 ? one : `${ids.length} ${many}`;
  const unread: UnreadElement[] = [];
  if (other.freehand.length > 0) {
    const what = several(other.freehand, 'One freehand stroke was', 'freehand strokes were');
    const say = `${what} not read. Use boxes, arrows and text for what the review should see.`;
    unread.push({ say, elements: other.freehand });
  }
  if (other.pictures.length > 0) {
    const what = several(
      other.pictures,
      'One picture or embedded page was',
      'pictures or embedded pages were',
    );
    unread.push({ say: `${what} not read.`, elements: other.pictures });
  }
  if (other.broken.length > 0) {
    const what = several(other.broken, 'One element in the file is', 'elements in the file are');
    unread.push({
      say: `${what} damaged and could not be read.`,
      elements: other.broken.filter((id) => id !== ''),
    });
  }
  return unread;
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e9;
}

function areaOf(element: Fields): Area | null {
  const { x, y, width, height, angle = 0 } = element;
  if (!isFinite(x) || !isFinite(y) || !isFinite(width) || !isFinite(height) || !isFinite(angle)) {
    return null;
  }
  // A shape drawn towards the upper left may be saved with negative sides.
  return {
    centre: { x: x + width / 2, y: y + height / 2 },
    width: Math.abs(width),
    height: Math.abs(height),
    angle,
  };
}

function coloursOf(element: Fields): { fill: string | null; stroke: string | null } {
  const colour = (value: unknown): string | null => {
    const name = string(value).toLowerCase();
    return name === '' || name === 'transparent' ? null : name;
  };
  return { fill: colour(element['backgroundColor']), stroke: colour(element['strokeColor']) };
}

function strokeOf(id: string, element: Fields): Stroke | null {
  const { x, y, angle = 0, points } = element;
  if (!isFinite(x) || !isFinite(y) || !isFinite(angle) || !Array.isArray(points)) return null;
  const places: Point[] = [];
  for (const one of points.slice(0, MOST_POINTS) as readonly unknown[]) {
    const [dx, dy] = (Array.isArray(one) ? one : []) as readonly unknown[];
    if (!isFinite(dx) || !isFinite(dy)) return null;
    places.push({ x: x + dx, y: y + dy });
  }
  if (places.length < 2) return null;
  const xs = places.map((place) => place.x);
  const ys = places.map((place) => place.y);
  const middle = {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
  };
  const bound = (value: unknown): string | null =>
    (isFields(value) ? string(value['elementId']) : '') || null;
  return {
    id,
    points: places.map((place) => turned(place, middle, angle)),
    start: bound(element['startBinding']),
    end: bound(element['endBinding']),
    headAtStart: string(element['startArrowhead']) !== '',
    headAtEnd: string(element['endArrowhead']) !== '',
    dashed: ['dashed', 'dotted'].includes(string(element['strokeStyle'])),
    colour: string(element['strokeColor']).toLowerCase(),
  };
}
