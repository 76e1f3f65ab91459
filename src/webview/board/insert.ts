/** Puts a piece of the palette on the board where it is wanted: below the box that is selected, or in the middle. */
import {
  CaptureUpdateAction,
  convertToExcalidrawElements,
  newElementWith,
} from '@excalidraw/excalidraw';
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import type {
  ExcalidrawArrowElement,
  ExcalidrawElement,
} from '@excalidraw/excalidraw/element/types';
import type { ArrowPiece, BoxPiece } from './shapes.ts';

type Api = ExcalidrawImperativeAPI;
type Skeleton = NonNullable<Parameters<typeof convertToExcalidrawElements>[0]>[number];

/** Between a box and the next one below it: room for an arrow with its shape. */
const STEP = 90;
/** From an arrow's end to its box. */
const GAP = 4;
/** How far a skip arc swings out. */
const SWING = 110;
const LOOK = { strokeWidth: 2, roughness: 1, fillStyle: 'solid' } as const;

/** Adds the box, with an arrow from the one that was selected, and begins its text. */
export function insertBox(api: Api, piece: BoxPiece): void {
  const [above, second] = selected(api, isBox);
  const from = second === undefined ? above : undefined;
  const at = from
    ? { x: from.x + from.width / 2 - piece.width / 2, y: from.y + from.height + STEP }
    : inTheMiddle(api, piece);
  const skeleton: Skeleton = {
    ...LOOK,
    type: piece.form === 'round' ? 'ellipse' : 'rectangle',
    ...at,
    width: piece.width,
    height: piece.height,
    backgroundColor: piece.fill,
    roundness: piece.form === 'round' ? null : { type: 3 },
    ...(piece.says === null ? {} : { label: { text: piece.says, fontSize: 18 } }),
  };
  const made = convertToExcalidrawElements([skeleton]);
  const [box] = made;
  if (!box) return;
  const joined = from ? join(from, box, downwards(from, box)) : null;
  const added = joined ? [joined.arrow, joined.to, ...made.slice(1)] : made;
  put(api, added, joined ? [joined.from] : [], box.id);
  if (piece.says === null) beginText();
}

/** Joins the two boxes that are selected, or begins an arrow at the one; then the user writes its shape. */
export function insertArrow(api: Api, piece: ArrowPiece): void {
  const [first, second] = selected(api, isBox).sort((a, b) => a.y - b.y || a.x - b.x);
  const path = piece.form === 'arc' ? arc(api, first, second) : straight(api, first, second);
  const { arrow, from, to } = join(first, second, path);
  const label = piece.says;
  const made = label === null ? [arrow] : labelled(arrow, path, label);
  put(
    api,
    made,
    [from, to].filter((one) => one !== undefined),
    arrow.id,
  );
  if (label === null) beginText();
}

interface Path {
  readonly x: number;
  readonly y: number;
  readonly points: readonly (readonly [number, number])[];
}

function downwards(from: ExcalidrawElement, to: ExcalidrawElement): Path {
  const [x, y] = [from.x + from.width / 2, from.y + from.height + GAP];
  return {
    x,
    y,
    points: [
      [0, 0],
      [to.x + to.width / 2 - x, to.y - GAP - y],
    ],
  };
}

/** From edge to edge: down where the second lies below, else to the side. */
function straight(api: Api, first?: ExcalidrawElement, second?: ExcalidrawElement): Path {
  if (!first) {
    const { x, y } = inTheMiddle(api, { width: 0, height: STEP });
    return {
      x,
      y,
      points: [
        [0, 0],
        [0, STEP],
      ],
    };
  }
  const start = { x: first.x + first.width / 2, y: first.y + first.height + GAP };
  if (!second)
    return {
      ...start,
      points: [
        [0, 0],
        [0, STEP - 2 * GAP],
      ],
    };
  if (second.y >= start.y) return downwards(first, second);
  const [left, right] = first.x <= second.x ? [first, second] : [second, first];
  const x = left.x + left.width + GAP;
  const y = left.y + left.height / 2;
  return {
    x,
    y,
    points: [
      [0, 0],
      [right.x - GAP - x, right.y + right.height / 2 - y],
    ],
  };
}

/** Out at the right side, around what lies between, and back in at the right side. */
function arc(api: Api, first?: ExcalidrawElement, second?: ExcalidrawElement): Path {
  if (!first || !second) {
    const { x, y } = inTheMiddle(api, { width: SWING, height: 2 * STEP });
    return {
      x,
      y,
      points: [
        [0, 0],
        [SWING, STEP],
        [0, 2 * STEP],
      ],
    };
  }
  const x = first.x + first.width + GAP;
  const y = first.y + first.height / 2;
  const end = [second.x + second.width + GAP - x, second.y + second.height / 2 - y] as const;
  const out = Math.max(0, end[0]) + SWING;
  return { x, y, points: [[0, 0], [out, end[1] / 2], end] };
}

interface Joined<
  From extends ExcalidrawElement | undefined,
  To extends ExcalidrawElement | undefined,
> {
  readonly arrow: ExcalidrawArrowElement;
  readonly from: From;
  readonly to: To;
}

/** An arrow along the path, bound to what it joins, and those as they know of it. */
function join<From extends ExcalidrawElement | undefined, To extends ExcalidrawElement | undefined>(
  from: From,
  to: To,
  { x, y, points }: Path,
): Joined<From, To> {
  const skeleton: Skeleton = {
    ...LOOK,
    type: 'arrow',
    x,
    y,
    points: points as ExcalidrawArrowElement['points'],
    endArrowhead: 'arrow',
    roundness: points.length > 2 ? { type: 2 } : null,
  };
  const [made] = convertToExcalidrawElements([skeleton]) as ExcalidrawArrowElement[];
  if (!made) throw new Error('Excalidraw made no arrow.');
  const bound = (box: ExcalidrawElement | undefined): ExcalidrawArrowElement['startBinding'] =>
    box ? { elementId: box.id, focus: 0, gap: GAP } : null;
  const arrow = newElementWith(made, {
    // Excalidraw's own conversion shortens arrows a little at both ends.
    points: points as ExcalidrawArrowElement['points'],
    startBinding: bound(from),
    endBinding: bound(to),
  });
  return { arrow, from: knowing(from, arrow), to: knowing(to, arrow) };
}

function knowing<Box extends ExcalidrawElement | undefined>(
  box: Box,
  arrow: ExcalidrawElement,
): Box {
  if (!box) return box;
  const boundElements = [...(box.boundElements ?? []), { id: arrow.id, type: 'arrow' as const }];
  return newElementWith<ExcalidrawElement>(box, { boundElements }) as Box;
}

/** The arrow with a text bound to it, in the middle of its path. */
function labelled(
  arrow: ExcalidrawArrowElement,
  { x, y, points }: Path,
  says: string,
): ExcalidrawElement[] {
  const [dx, dy] = points[Math.floor(points.length / 2)] ?? [0, 0];
  const at = { x: x + dx, y: y + dy };
  const [text] = convertToExcalidrawElements([{ type: 'text', text: says, fontSize: 20, ...at }]);
  if (text?.type !== 'text') return [arrow];
  const label = newElementWith(text, {
    containerId: arrow.id,
    textAlign: 'center',
    verticalAlign: 'middle',
    x: at.x - text.width / 2,
    y: at.y - text.height / 2,
  });
  return [newElementWith(arrow, { boundElements: [{ id: text.id, type: 'text' }] }), label];
}

function selected(api: Api, want: (one: ExcalidrawElement) => boolean): ExcalidrawElement[] {
  const { selectedElementIds } = api.getAppState();
  return api.getSceneElements().filter((one) => selectedElementIds[one.id] === true && want(one));
}

function isBox({ type }: ExcalidrawElement): boolean {
  return type === 'rectangle' || type === 'ellipse' || type === 'diamond';
}

/** In the middle of what is seen, further down where something lies already. */
function inTheMiddle(
  api: Api,
  { width, height }: { readonly width: number; readonly height: number },
): { x: number; y: number } {
  const { width: w, height: h, zoom, scrollX, scrollY } = api.getAppState();
  const x = w / 2 / zoom.value - scrollX - width / 2;
  let y = h / 3 / zoom.value - scrollY - height / 2;
  const others = api.getSceneElements();
  const taken = (): boolean =>
    others.some(
      (one) =>
        one.x < x + width && one.x + one.width > x && one.y < y + height && one.y + one.height > y,
    );
  while (taken()) y += STEP / 3;
  return { x, y };
}

/** Adds `made`, replaces `changed`, selects one, and brings it into view. */
function put(
  api: Api,
  made: readonly ExcalidrawElement[],
  changed: readonly ExcalidrawElement[],
  select: string,
): void {
  const by = new Map(changed.map((one) => [one.id, one]));
  const before = api.getSceneElementsIncludingDeleted().map((one) => by.get(one.id) ?? one);
  api.updateScene({
    elements: [...before, ...made],
    appState: { selectedElementIds: { [select]: true }, selectedGroupIds: {} },
    captureUpdate: CaptureUpdateAction.NEVER,
  });
  api.setActiveTool({ type: 'selection' });
  api.updateScene({ appState: { selectedElementIds: { [select]: true } } });
  const element = made.find((one) => one.id === select);
  if (element && !isSeen(api, element)) api.scrollToContent(element, { animate: false });
}

function isSeen(api: Api, { x, y, width, height }: ExcalidrawElement): boolean {
  const { width: w, height: h, zoom, scrollX, scrollY } = api.getAppState();
  const [left, top] = [(x + scrollX) * zoom.value, (y + scrollY) * zoom.value];
  const [right, bottom] = [left + width * zoom.value, top + height * zoom.value];
  return left >= 0 && top >= 60 && right <= w && bottom <= h - 60;
}

/** Excalidraw begins the text of what is selected when Enter is pressed. */
function beginText(): void {
  setTimeout(() => {
    const board = document.querySelector('.excalidraw');
    board?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }),
    );
  });
}
