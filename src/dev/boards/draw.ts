/** Turns a sketch into an `.excalidraw` scene, in one of many styles. */
import { BOX, boxSize } from './box-size.ts';
import { FILLS, STEP, STROKES, type Style } from './style.ts';
import type { SceneElement, SceneFile } from '../../core/drawing-file.ts';
import { around, middleOf, round, straight, textSize, type Rect } from './routes.ts';
import type { Sketch, SketchArrow, SketchBox } from './sketch.ts';

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
    this.sketch.frames.forEach((frame, i) => this.frame(frame.says, frame.around, i));
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

  private rectOf(box: SketchBox): Rect {
    const { at, form } = box;
    const { scale, jitter } = this.style;
    const [x, y] = this.placeOf(at);
    const [dx, dy] = [
      (this.next() - 0.5) * jitter * BOX.width * scale,
      (this.next() - 0.5) * jitter * BOX.height * scale,
    ];
    const size = boxSize(box, this.style);
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

  /** Around boxes, with its title at the lower left: skip connections come in at the top. */
  private frame(says: string, boxes: readonly string[], index: number): void {
    const rects = boxes.flatMap((id) => this.rects.get(id) ?? []);
    const pad = 34 * this.style.scale;
    const left = Math.min(...rects.map((one) => one.x - one.width / 2)) - pad * 3.6;
    const right = Math.max(...rects.map((one) => one.x + one.width / 2)) + pad * 3.6;
    const top = Math.min(...rects.map((one) => one.y - one.height / 2)) - pad * 0.5;
    const bottom = Math.max(...rects.map((one) => one.y + one.height / 2)) + pad * 0.9;
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
      y: bottom - 16 * this.style.scale,
      size: BOX.small,
      align: 'left',
    });
  }

  private arrow({ from, to, label, aside, dashed }: SketchArrow, index: number): void {
    const [start, stop] = [this.rects.get(from), this.rects.get(to)];
    if (!start || !stop) throw new Error(`No box for the arrow ${from} -> ${to}`);
    const points =
      aside === null
        ? straight(start, stop, this.style.scale)
        : around(start, stop, aside, this.style);
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
    // A label beside a slanted line would lie on it; bound to it, the line leaves room.
    const dx = Math.abs((points.at(-1)?.x ?? 0) - first.x);
    const dy = Math.abs((points.at(-1)?.y ?? 0) - first.y);
    const slanted = Math.min(dx, dy) > 0.15 * Math.max(dx, dy);
    const free = freeLabels || (aside === null && !slanted);
    const size = textSize(label, BOX.small * scale);
    const upright = dy > dx;
    const shifted = !free
      ? middle
      : upright
        ? { x: middle.x + size.width / 2 + 14 * scale, y: middle.y }
        : { x: middle.x, y: middle.y - size.height / 2 - 9 * scale };
    if (!free) this.bind(id, `${id}-text`, 'text');
    this.text(`${id}-text`, label, { ...shifted, size: BOX.small, container: free ? null : id });
  }
}
