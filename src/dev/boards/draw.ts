/** Turns a sketch into an `.excalidraw` scene, in one of many styles. */
import type { SceneElement, SceneFile } from '../../core/board/drawing-file.ts';
import type { Form, Sketch, SketchArrow, SketchBox } from './sketch.ts';

export interface Style {
  readonly direction: 'down' | 'right' | 'up';
  readonly scale: number;
  readonly boundArrows: boolean;
  readonly boundTexts: boolean;
  /** Labels as texts beside the arrows, not bound to them. */
  readonly freeLabels: boolean;
  readonly groups: boolean;
  /** `fill`: a colour a kind; `stroke`: in outlines only; `none`. */
  readonly colours: 'fill' | 'stroke' | 'none' | 'one';
  /** 0 for straight lines, 1 for a hand-drawn look. */
  readonly roughness: 0 | 1;
  /** Shifts every box a little, as by hand, in parts of a box. */
  readonly jitter: number;
  /** Between rows and columns, against the usual. */
  readonly spread: number;
  readonly boxes: 'rectangle' | 'ellipse';
}

export const PLAIN: Style = {
  direction: 'down',
  scale: 1,
  boundArrows: true,
  boundTexts: true,
  freeLabels: false,
  groups: false,
  colours: 'fill',
  roughness: 0,
  jitter: 0,
  spread: 1,
  boxes: 'rectangle',
};

const BOX = { width: 190, height: 60, circle: 44, font: 18, small: 16, note: 18 };
const STEP = { column: 250, row: 130 };

/** Excalidraw's own palette: light fills whose dark variants its dark theme makes by itself. */
const FILLS = [
  '#a5d8ff',
  '#b2f2bb',
  '#ffec99',
  '#ffc9c9',
  '#d0bfff',
  '#ffd8a8',
  '#99e9f2',
  '#eebefa',
  '#e9ecef',
  '#c3fae8',
  '#fcc2d7',
  '#d8f5a2',
];
const STROKES = [
  '#1971c2',
  '#2f9e44',
  '#f08c00',
  '#e03131',
  '#6741d9',
  '#e8590c',
  '#0c8599',
  '#9c36b5',
  '#343a40',
  '#099268',
  '#c2255c',
  '#66a80f',
];

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly form: Form;
}

export function draw(sketch: Sketch, style: Style): SceneFile {
  return new Drawer(sketch, style).scene();
}

class Drawer {
  private readonly elements: Record<string, unknown>[] = [];
  private readonly rects = new Map<string, Rect>();
  private readonly bound = new Map<string, { id: string; type: string }[]>();
  private count = 0;
  private seed = 7;

  constructor(
    private readonly sketch: Sketch,
    private readonly style: Style,
  ) {}

  scene(): SceneFile {
    const kinds = [...new Set(this.sketch.boxes.map((box) => box.kind))];
    for (const box of this.sketch.boxes) this.rects.set(box.id, this.rectOf(box));
    this.sketch.frames.forEach(({ says, around }, i) => this.frame(says, around, i));
    for (const box of this.sketch.boxes) this.box(box, kinds.indexOf(box.kind));
    this.sketch.arrows.forEach((arrow, i) => this.arrow(arrow, i));
    for (const note of this.sketch.notes) {
      const [x, y] = this.placeOf(note.at);
      this.text(`note-${note.id}`, note.says, { x, y, size: note.size ?? BOX.note, align: 'left' });
    }
    for (const element of this.elements) {
      element['boundElements'] = this.bound.get(String(element['id'])) ?? null;
    }
    return {
      type: 'excalidraw',
      version: 2,
      source: 'tensor-drills',
      elements: this.elements as unknown as readonly SceneElement[],
      appState: {
        gridSize: 20,
        gridStep: 5,
        gridModeEnabled: false,
        viewBackgroundColor: '#ffffff',
      },
      files: {},
    };
  }

  /** A small number that is the same each time. */
  private next(): number {
    this.seed = (this.seed * 48271) % 2147483647;
    return this.seed / 2147483647;
  }

  private placeOf([column, row]: readonly [number, number]): [number, number] {
    const { direction, scale, spread } = this.style;
    const [c, r] = [column * spread * scale, row * spread * scale];
    if (direction === 'right') return [r * STEP.column * 1.15, c * STEP.row * 1.3];
    return [c * STEP.column, (direction === 'up' ? -r : r) * STEP.row];
  }

  private rectOf({ at, form, says, width, height }: SketchBox): Rect {
    const { scale, jitter } = this.style;
    const [x, y] = this.placeOf(at);
    const [dx, dy] = [
      (this.next() - 0.5) * jitter * BOX.width * scale,
      (this.next() - 0.5) * jitter * BOX.height * scale,
    ];
    let size = { width: (width ?? 1) * BOX.width, height: (height ?? 1) * BOX.height };
    if (form === 'circle')
      size = { width: BOX.circle * (width ?? 1), height: BOX.circle * (width ?? 1) };
    if (form === 'diamond') size = { width: size.width * 1.1, height: size.height * 1.5 };
    if (form === 'text') size = textSize(says, BOX.font);
    return { x: x + dx, y: y + dy, width: size.width * scale, height: size.height * scale, form };
  }

  private push(
    id: string,
    type: string,
    rect: Omit<Rect, 'form'>,
    more: Readonly<Record<string, unknown>>,
  ): void {
    this.count += 1;
    this.elements.push({
      id,
      type,
      x: round(rect.x - rect.width / 2),
      y: round(rect.y - rect.height / 2),
      width: round(rect.width),
      height: round(rect.height),
      angle: 0,
      strokeColor: '#1e1e1e',
      backgroundColor: 'transparent',
      fillStyle: 'solid',
      strokeWidth: 2,
      strokeStyle: 'solid',
      roughness: this.style.roughness,
      opacity: 100,
      groupIds: [],
      frameId: null,
      index: `a${this.count.toString(36).padStart(3, '0')}`,
      roundness: null,
      seed: this.count,
      version: 1,
      versionNonce: this.count,
      isDeleted: false,
      boundElements: null,
      updated: 1,
      link: null,
      locked: false,
      ...more,
    });
  }

  private bind(container: string, id: string, type: 'arrow' | 'text'): void {
    this.bound.set(container, [...(this.bound.get(container) ?? []), { id, type }]);
  }

  private box({ id, form, says }: SketchBox, kind: number): void {
    const rect = this.rects.get(id);
    if (!rect) return;
    const { boundTexts, groups, colours, boxes } = this.style;
    const groupIds = groups ? [`group-${id}`] : [];
    if (form === 'text') {
      this.text(id, says, { ...rect, size: BOX.font, groupIds: [] });
      return;
    }
    const type = form === 'circle' ? 'ellipse' : form === 'diamond' ? 'diamond' : boxes;
    this.push(id, type, rect, {
      groupIds,
      roundness: type === 'rectangle' ? { type: 3 } : null,
      ...(colours === 'fill' ? { backgroundColor: FILLS[kind % FILLS.length] } : {}),
      ...(colours === 'one' ? { backgroundColor: FILLS[0] } : {}),
      ...(colours === 'stroke' ? { strokeColor: STROKES[kind % STROKES.length] } : {}),
    });
    if (says === '') return;
    const label = `${id}-text`;
    if (boundTexts) this.bind(id, label, 'text');
    const size = form === 'circle' ? BOX.font * 1.2 : BOX.font;
    this.text(label, says, { ...rect, size, groupIds, container: boundTexts ? id : null });
  }

  private text(
    id: string,
    says: string,
    at: {
      x: number;
      y: number;
      size: number;
      container?: string | null;
      align?: 'left' | 'center';
      groupIds?: readonly string[];
    },
  ): void {
    const { scale } = this.style;
    const fontSize = round(at.size * scale);
    const size = textSize(says, fontSize);
    const x = at.align === 'left' ? at.x + size.width / 2 : at.x;
    this.push(
      id,
      'text',
      { x, y: at.y, ...size },
      {
        groupIds: at.groupIds ?? [],
        text: says,
        originalText: says,
        fontSize,
        fontFamily: 5,
        textAlign: at.align ?? 'center',
        verticalAlign: 'middle',
        containerId: at.container ?? null,
        autoResize: true,
        lineHeight: 1.25,
        strokeWidth: 1,
      },
    );
  }

  /** Around boxes, with its title at the upper left. */
  private frame(says: string, around: readonly string[], index: number): void {
    const rects = around.flatMap((id) => this.rects.get(id) ?? []);
    const pad = 34 * this.style.scale;
    const left = Math.min(...rects.map((one) => one.x - one.width / 2)) - pad * 2.2;
    const right = Math.max(...rects.map((one) => one.x + one.width / 2)) + pad * 2.2;
    const top = Math.min(...rects.map((one) => one.y - one.height / 2)) - pad * 1.3;
    const bottom = Math.max(...rects.map((one) => one.y + one.height / 2)) + pad * 0.7;
    const rect = {
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      width: right - left,
      height: bottom - top,
    };
    this.push(`frame-${index}`, 'rectangle', rect, {
      strokeStyle: 'dashed',
      strokeWidth: 1,
      roundness: { type: 3 },
    });
    if (says === '') return;
    this.text(`frame-${index}-text`, says, {
      x: left + 12 * this.style.scale,
      y: top + 16 * this.style.scale,
      size: BOX.small,
      align: 'left',
    });
  }

  private arrow({ from, to, label, aside, dashed }: SketchArrow, index: number): void {
    const [start, stop] = [this.rects.get(from), this.rects.get(to)];
    if (!start || !stop) throw new Error(`No box for the arrow ${from} -> ${to}`);
    const points =
      aside === null ? straight(start, stop, this.style.scale) : this.around(start, stop, aside);
    const [first = { x: 0, y: 0 }] = points;
    const id = `arrow-${index}-${from}-${to}`;
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    const { boundArrows, freeLabels, scale } = this.style;
    const binding = (elementId: string): Record<string, unknown> => ({
      elementId,
      focus: 0,
      gap: 6,
    });
    if (boundArrows) {
      this.bind(from, id, 'arrow');
      this.bind(to, id, 'arrow');
    }
    const width = Math.max(...xs) - Math.min(...xs);
    const height = Math.max(...ys) - Math.min(...ys);
    this.push(
      id,
      'arrow',
      { x: first.x + width / 2, y: first.y + height / 2, width, height },
      {
        points: points.map((point) => [round(point.x - first.x), round(point.y - first.y)]),
        lastCommittedPoint: null,
        startBinding: boundArrows ? binding(from) : null,
        endBinding: boundArrows ? binding(to) : null,
        startArrowhead: null,
        endArrowhead: 'arrow',
        elbowed: false,
        strokeStyle: dashed ? 'dashed' : 'solid',
        roundness: points.length > 2 ? { type: 2 } : null,
      },
    );
    if (label === '') return;
    const middle = middleOf(points);
    const free = freeLabels || aside === null;
    const size = textSize(label, BOX.small * scale);
    const upright =
      Math.abs((points.at(-1)?.y ?? 0) - first.y) > Math.abs((points.at(-1)?.x ?? 0) - first.x);
    const shifted = !free
      ? middle
      : upright
        ? { x: middle.x + size.width / 2 + 8 * scale, y: middle.y }
        : { x: middle.x, y: middle.y - size.height / 2 - 5 * scale };
    if (!free) this.bind(id, `${id}-text`, 'text');
    this.text(`${id}-text`, label, { ...shifted, size: BOX.small, container: free ? null : id });
  }

  /** Past the boxes at the side, and back in. */
  private around(start: Rect, stop: Rect, aside: number): Point[] {
    const { direction, scale, spread } = this.style;
    const side = Math.sign(aside) || 1;
    const gap = 6 * scale;
    if (direction === 'right') {
      const far = Math.abs(aside) * STEP.row * 1.3 * scale * spread;
      const y = side > 0 ? Math.max(start.y, stop.y) + far : Math.min(start.y, stop.y) - far;
      return [
        { x: start.x, y: start.y + (side * start.height) / 2 + side * gap },
        { x: start.x + (stop.x - start.x) * 0.12, y },
        { x: start.x + (stop.x - start.x) * 0.88, y },
        { x: stop.x, y: stop.y + (side * stop.height) / 2 + side * gap },
      ];
    }
    const far = Math.abs(aside) * STEP.column * scale * spread;
    const x = side > 0 ? Math.max(start.x, stop.x) + far : Math.min(start.x, stop.x) - far;
    return [
      { x: start.x + (side * start.width) / 2 + side * gap, y: start.y },
      { x, y: start.y + (stop.y - start.y) * 0.12 },
      { x, y: start.y + (stop.y - start.y) * 0.88 },
      { x: stop.x + (side * stop.width) / 2 + side * gap, y: stop.y },
    ];
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function straight(start: Rect, stop: Rect, scale: number): Point[] {
  // Two boxes that overlap in one direction are joined upright or level.
  const overlap = (a: number, aw: number, b: number, bw: number): number | null => {
    const [low, high] = [Math.max(a - aw / 2, b - bw / 2), Math.min(a + aw / 2, b + bw / 2)];
    return high - low > 0.25 * Math.min(aw, bw) ? (low + high) / 2 : null;
  };
  const x = overlap(start.x, start.width, stop.x, stop.width);
  const y = overlap(start.y, start.height, stop.y, stop.height);
  const boxy = start.form !== 'circle' && stop.form !== 'circle';
  const from = {
    x: boxy && x !== null ? x : start.x,
    y: boxy && x === null && y !== null ? y : start.y,
  };
  const to = {
    x: boxy && x !== null ? x : stop.x,
    y: boxy && x === null && y !== null ? y : stop.y,
  };
  return [edge(start, from, to, 6 * scale), edge(stop, to, from, 6 * scale)];
}

/** Where the line from inside `rect` towards `to` leaves it, and a gap further. */
function edge(rect: Rect, from: Point, to: Point, gap: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  const reach = (room: number, d: number, offset: number): number =>
    d === 0 ? Infinity : (room - Math.sign(d) * offset) / Math.abs(d);
  const [px, py] = [from.x - rect.x, from.y - rect.y];
  const t =
    rect.form === 'circle'
      ? rect.width / 2 / long
      : rect.form === 'diamond'
        ? 1 / (Math.abs(dx) / (rect.width / 2) + Math.abs(dy) / (rect.height / 2) || 1)
        : Math.min(reach(rect.width / 2, dx, px), reach(rect.height / 2, dy, py));
  const out = t + gap / long;
  return { x: from.x + dx * out, y: from.y + dy * out };
}

function middleOf(points: readonly Point[]): Point {
  const [a = { x: 0, y: 0 }, b = a] =
    points.length > 3
      ? points.slice(1, 3)
      : points.length === 3
        ? [points[1] ?? points[0], points[1]]
        : points;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** About what Excalidraw's hand-written face takes. */
export function textSize(text: string, size: number): { width: number; height: number } {
  const lines = text.split('\n');
  const longest = Math.max(...lines.map((line) => Array.from(line).length));
  return { width: Math.max(1, longest) * size * 0.52 + 2, height: lines.length * size * 1.25 };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
