/**
 * Shapes on arrows: whether they are there, and whether their dimensions follow the operations. What letters a
 * person uses does not matter: each letter of the architecture takes the value that most arrows give it, and what
 * then does not fit is told.
 */
import { finding, type Case } from '../case.ts';
import {
  letterOf,
  linear,
  numberOf,
  parseDimension,
  plus,
  put,
  same,
  scaled,
  written,
  type Dimension,
} from '../dimension.ts';
import { isEnd } from '../drawing.ts';
import type { Finding } from '../../../core/drawing-review.ts';

type Shape = readonly Dimension[];

/** A shape that is written where the output of a component is. */
interface Seen {
  readonly component: string;
  readonly shape: Shape;
  readonly text: string;
  readonly elements: readonly string[];
}

interface Fitted {
  readonly seen: Seen;
  /** If there are several, it is enough that one fits. */
  readonly options: readonly Shape[];
}

/** Sides of unpadded convolutions shrink by some pixels, never by half. */
const ROUGH = 1.45;

export function shapeFindings(board: Case): Finding[] {
  return [...unshaped(board), ...impossible(board)];
}

/** The shape in a label such as `x: (B, T, d)` or `64 × H × W`; null where there is none. */
export function shapeIn(label: string): { readonly text: string; readonly shape: Shape } | null {
  for (const text of candidates(label)) {
    const parts = text.split(
      text.includes(',') ? ',' : /\s*×\s*|\s+x\s+|(?<=[\dA-Za-z])x(?=\d)|(?<=\d)x(?=[A-Z])/u,
    );
    const shape = parts.flatMap((part) => parseDimension(part) ?? []);
    if (parts.length >= 2 && parts.length <= 6 && shape.length === parts.length)
      return { text: text.trim(), shape };
  }
  return null;
}

function candidates(label: string): string[] {
  const bracketed = [...label.matchAll(/(?<![\p{L}\d])[([]([^()[\]\n]{1,60})[)\]]/gu)].map(
    (match) => match[1] ?? '',
  );
  const lines = label.split('\n').map((line) => line.replace(/^[^:=]*[:=]/u, ''));
  return [
    ...bracketed,
    ...lines.filter(
      (line) => line.length <= 40 && !/\p{L}{4}/u.test(line) && /[,×]|\bx\b|\dx/u.test(line),
    ),
  ];
}

/** A single size, such as `512` or `d_model`, is better than nothing on an arrow. */
function tellsSize(label: string): boolean {
  return (
    shapeIn(label) !== null ||
    /\d|[([]\w+,?[)\]]/.test(label) ||
    /\bd_?(model|k|ff|h)?\b/u.test(label)
  );
}

function unshaped(board: Case): Finding[] {
  const { wires, parts } = board.drawing;
  const data = wires.filter(
    ({ back, headless, from, to }) =>
      !back && !headless && parts[from]?.dot !== true && parts[to]?.dot !== true,
  );
  const shaped = new Set(
    data
      .filter(({ label, from }) => tellsSize(label) || shapeIn(parts[from]?.text ?? '') !== null)
      .map(({ from }) => from),
  );
  const without = [
    ...new Map(
      data.filter(({ from }) => !shaped.has(from)).map((wire) => [wire.stroke, wire]),
    ).values(),
  ];
  if (without.length === 0) return [];
  const all = new Set(data.map((wire) => wire.stroke)).size;
  const [known] = board.spec.components.flatMap((one) => one.shapes);
  const such = known === undefined ? '' : `, such as (${known})`;
  const count =
    all === without.length
      ? all === 1
        ? 'The arrow carries'
        : `None of the ${all} arrows carries`
      : `${without.length} of ${all} arrows ${without.length === 1 ? 'carries' : 'carry'}`;
  const say = `${count} ${all === without.length && all > 1 ? 'a' : 'no'} tensor shape. Write one on ${without.length === 1 ? 'it' : 'each'}${such}.`;
  return [
    finding(
      'shape-missing',
      say,
      without.map((wire) => wire.stroke),
    ),
  ];
}

function seenIn(board: Case): Seen[] {
  const seen: Seen[] = [];
  const order = [...board.placement.partsOf.keys()];
  const shapedAt = (part: number): string | undefined =>
    (board.componentsAt.get(part) ?? [])
      .filter((id) => (board.component(id)?.shapes.length ?? 0) > 0)
      .sort((a, b) => order.indexOf(b) - order.indexOf(a))[0];
  const note = (part: number, label: string, elements: readonly string[]): void => {
    const component = shapedAt(part);
    const found = component === undefined ? null : shapeIn(label);
    if (component !== undefined && found) seen.push({ component, ...found, elements });
  };
  for (const wire of board.drawing.wires) {
    if (!wire.back && !wire.bothWays)
      note(wire.from, wire.label, [wire.stroke, ...wire.labelElements]);
  }
  for (const [part, ids] of board.componentsAt) {
    const at = board.part(part);
    if (at && ids.some((id) => isEndId(board, id))) note(part, at.text, at.elements);
  }
  return seen.sort((a, b) => order.indexOf(a.component) - order.indexOf(b.component));
}

function isEndId(board: Case, id: string): boolean {
  const component = board.component(id);
  return component !== undefined && isEnd(component);
}

function impossible(board: Case): Finding[] {
  const seen = seenIn(board);
  const layouts = [plainLayout, ...OTHERS].map((layout) => judge(board, seen, layout));
  return layouts.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

type Layout = (shape: Shape) => Shape;
const plainLayout: Layout = (shape) => shape;
/** With four dimensions in another order. */
const ordered =
  (...order: readonly number[]): Layout =>
  (shape) =>
    shape.length === 4 ? order.flatMap((from) => shape[from] ?? []) : shape;
/** Channels last, or heads after time. */
const OTHERS = [ordered(0, 2, 3, 1), ordered(0, 2, 1, 3)];

function judge(board: Case, seen: readonly Seen[], layout: Layout): Finding[] {
  const findings: Finding[] = [];
  const fitted: Fitted[] = [];
  for (const one of seen) {
    const options = expectedOf(board, one, layout);
    if (options.length > 0) fitted.push({ seen: one, options });
    else findings.push(told(board, one, null));
  }
  const values = valuesOf(fitted);
  const aliases = new Map<string, Dimension>();
  for (const { seen: one, options } of fitted) {
    const right = options.some((expected) =>
      expected.every((dimension, i) => {
        const drawn = one.shape[i];
        return drawn === undefined || fits(board, dimension, drawn, values, aliases);
      }),
    );
    if (right) continue;
    const [expected = []] = options;
    // Where the letter drawn is another dimension's, only the architecture's own tells them apart.
    const follows = expected.map((own, i) =>
      one.shape[i] && isOthers(board, own, one.shape[i], values) ? own : (put(own, values) ?? own),
    );
    findings.push(told(board, one, follows));
  }
  return findings;
}

/** The shape of the architecture with as many dimensions as are drawn; the batch may be left out. */
function expectedOf(board: Case, { component, shape }: Seen, layout: Layout): readonly Shape[] {
  const options = (board.component(component)?.shapes ?? []).map((text) =>
    layout(text.split(',').flatMap((part) => parseDimension(part) ?? [])),
  );
  const whole = options.filter((one) => one.length === shape.length);
  if (whole.length > 0) return whole;
  const bare = options.filter((one) => one.length === shape.length + 1);
  return bare.map((one) => one.slice(1));
}

/** What most arrows say that each letter is; the earliest in the order of the data decides a draw. */
function valuesOf(fitted: readonly Fitted[]): Map<string, Dimension> {
  const votes = new Map<string, { value: Dimension; count: number }[]>();
  for (const { seen, options } of fitted) {
    const [expected = [], ...others] = options;
    expected.forEach((dimension, i) => {
      const known = linear(dimension);
      const drawn = seen.shape[i];
      if (!known || !drawn) return;
      // Where it may be either, it decides nothing.
      if (others.some((other) => !other[i] || !same(other[i], dimension))) return;
      const value = scaled(plus(drawn, new Map([['', -known.rest]])), 1 / known.factor);
      // "N + 1" written as one letter says nothing about N.
      if (known.rest !== 0 && letterOf(drawn) !== null) return;
      const weight =
        known.factor === 1 && known.rest === 0 ? 1 : letterOf(drawn) === null ? 0.9 : 0.2;
      const list = votes.get(known.letter) ?? [];
      const vote = list.find((one) => same(one.value, value));
      if (vote) vote.count += weight;
      else list.push({ value, count: weight });
      votes.set(known.letter, list);
    });
  }
  return new Map(
    [...votes].flatMap(([letter, list]) => {
      const best = list.toSorted((a, b) => b.count - a.count)[0];
      return best ? [[letter, best.value]] : [];
    }),
  );
}

function fits(
  board: Case,
  dimension: Dimension,
  drawn: Dimension,
  values: ReadonlyMap<string, Dimension>,
  aliases: Map<string, Dimension>,
): boolean {
  const value = put(dimension, values);
  if (!value || same(value, drawn)) return !isOthers(board, dimension, drawn, values);
  const letter = letterOf(drawn);
  const [a, b] = [numberOf(value), numberOf(drawn)];
  if (a !== null && b !== null) {
    const rough = [...dimension.keys()].some((letters) =>
      board.spec.rough.some((one) => letters.includes(`${one}^`)),
    );
    return rough && Math.max(a / b, b / a) < ROUGH;
  }
  // Numbers on some arrows and letters on others.
  if ((a === null) !== (b === null)) return true;
  if (letter === null) return false;
  const single = letterOf(dimension);
  if (single !== null) {
    const usual = board.spec.letters[single] ?? [];
    const other = letterOf(value);
    return other !== null && usual.includes(letter) && usual.includes(other);
  }
  // A letter of its own for a product, such as d_ff for 4d: always for the same.
  if ([...values.values()].some((one) => letterOf(one) === letter)) return false;
  const alias = aliases.get(letter);
  if (!alias) aliases.set(letter, value);
  return alias === undefined || same(alias, value);
}

/** A letter that is usual for another dimension, and stands for that one too: `d` where the vocabulary should be. */
function isOthers(
  board: Case,
  dimension: Dimension,
  drawn: Dimension,
  values: ReadonlyMap<string, Dimension>,
): boolean {
  const [own, letter] = [letterOf(dimension), letterOf(drawn)];
  const { letters } = board.spec;
  if (own === null || letter === null || letters[own]?.includes(letter) !== false) return false;
  return [...values].some(
    ([other, value]) =>
      other !== own && letters[other]?.includes(letter) === true && letterOf(value) === letter,
  );
}

function told(board: Case, { component, text, elements }: Seen, expected: Shape | null): Finding {
  const where = `what leaves ${board.name(component)}`;
  const right = expected
    ? `it should be (${expected.map(written).join(', ')})`
    : `its dimensions should be (${board.component(component)?.shapes[0] ?? ''})`;
  return finding(
    'shape-impossible',
    `(${text}) cannot be the shape of ${where}: ${right}.`,
    elements,
  );
}
