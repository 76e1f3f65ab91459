/** A drawing in a few lines: boxes on a grid, arrows between them, notes beside. */

export type Form = 'box' | 'circle' | 'diamond' | 'text';

export interface SketchBox {
  readonly id: string;
  /** Place of its centre on the grid, in columns and rows. */
  readonly at: readonly [column: number, row: number];
  readonly form: Form;
  /** Decides its colour. */
  readonly kind: string;
  readonly says: string;
  /** In columns. */
  readonly width?: number;
  readonly height?: number;
}

export interface SketchArrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** How many columns to the right (or, negative, left) it runs past the boxes; null for straight. */
  readonly aside: number | null;
  readonly dashed: boolean;
}

export interface SketchNote {
  readonly id: string;
  readonly at: readonly [column: number, row: number];
  readonly says: string;
  readonly size?: number;
}

export interface SketchFrame {
  readonly says: string;
  readonly around: readonly string[];
}

export interface Sketch {
  readonly boxes: readonly SketchBox[];
  readonly arrows: readonly SketchArrow[];
  readonly notes: readonly SketchNote[];
  readonly frames: readonly SketchFrame[];
}

/** `from -> to`, then optionally `: label`; `~>` with `@1.2` runs aside, `-->` is dashed. */
export function arrow(line: string): SketchArrow {
  const found = /^(\w+) (->|~>|-->|~~>) (\w+)(?: @(-?[\d.]+))?(?: : ([^]*))?$/.exec(line);
  if (!found) throw new Error(`Not an arrow: ${line}`);
  const [, from = '', kind = '', to = '', aside, label = ''] = found;
  const far = aside === undefined ? (kind.startsWith('~') ? 0.9 : null) : Number(aside);
  return { from, to, label, aside: far, dashed: kind === '-->' || kind === '~~>' };
}

/** `a -> b -> c : label` is two arrows with the same label. */
function chain(line: string): SketchArrow[] {
  const [path = '', ...label] = line.split(' : ');
  const ids = path.split(' -> ');
  if (ids.length < 3) return [arrow(line)];
  return ids.slice(1).map((to, i) => arrow([`${ids[i] ?? ''} -> ${to}`, ...label].join(' : ')));
}

type BoxLine = readonly [
  id: string,
  column: number,
  row: number,
  kind: string,
  says: string,
  form?: Form,
  width?: number,
  height?: number,
];

export function sketch(source: {
  readonly boxes: readonly BoxLine[];
  readonly arrows: readonly string[];
  readonly notes?: readonly (readonly [
    id: string,
    column: number,
    row: number,
    says: string,
    size?: number,
  ])[];
  readonly frames?: readonly (readonly [says: string, ...around: string[]])[];
}): Sketch {
  return {
    boxes: source.boxes.map(([id, column, row, kind, says, form, width, height]) => ({
      ...{ id, kind, says },
      at: [column, row],
      form:
        form ??
        (kind === 'add' || kind === 'multiply'
          ? 'circle'
          : kind === 'input' || kind === 'output'
            ? 'text'
            : 'box'),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    })),
    arrows: source.arrows.flatMap(chain),
    notes: (source.notes ?? []).map(([id, column, row, says, size]) => ({
      ...{ id, says },
      at: [column, row],
      ...(size === undefined ? {} : { size }),
    })),
    frames: (source.frames ?? []).map(([says, ...around]) => ({ says, around })),
  };
}

/** The sketch with other words in some boxes. */
export function renamed(one: Sketch, words: Readonly<Record<string, string>>): Sketch {
  return { ...one, boxes: one.boxes.map((box) => ({ ...box, says: words[box.id] ?? box.says })) };
}

/** Without a box; what led to it leads on to what came after it. */
export function without(one: Sketch, id: string): Sketch {
  const after = one.arrows.filter((it) => it.from === id);
  const arrows = one.arrows.flatMap((it) => {
    if (it.from === id) return [];
    if (it.to !== id) return [it];
    return after
      .filter((next) => next.to !== it.from && (it.aside !== null || next.aside === null))
      .map((next) => ({ ...it, to: next.to }));
  });
  const once = arrows.filter(
    (it, i) => arrows.findIndex((other) => other.from === it.from && other.to === it.to) === i,
  );
  return { ...one, boxes: one.boxes.filter((box) => box.id !== id), arrows: once };
}

/** Without an arrow; with others instead. */
export function rewired(
  one: Sketch,
  remove: readonly string[],
  add: readonly string[] = [],
): Sketch {
  const gone = new Set(remove);
  const kept = one.arrows.filter(({ from, to }) => !gone.has(`${from} ${to}`));
  if (kept.length + gone.size !== one.arrows.length)
    throw new Error(`No such arrows: ${remove.join('; ')}`);
  return { ...one, arrows: [...kept, ...add.flatMap(chain)] };
}

/** With another label on the arrow `from to`. */
export function relabelled(one: Sketch, which: string, label: string): Sketch {
  if (!one.arrows.some(({ from, to }) => `${from} ${to}` === which))
    throw new Error(`No arrow ${which}`);
  return {
    ...one,
    arrows: one.arrows.map((it) => (`${it.from} ${it.to}` === which ? { ...it, label } : it)),
  };
}

/** With a note that says something else, or nothing. */
export function noted(one: Sketch, id: string, says: string | null): Sketch {
  if (!one.notes.some((note) => note.id === id)) throw new Error(`No note ${id}`);
  return {
    ...one,
    notes: one.notes.flatMap((note) =>
      note.id !== id ? [note] : says === null ? [] : [{ ...note, says }],
    ),
  };
}
