/** The graph of a scene in the words of an architecture: each node with the components that it may stand for. */
import { groupIndex } from './ends.ts';
import { Vocabulary, wordsOf, type Meanings } from './labels.ts';
import type { BoardComponent, BoardSpec } from '../../core/drawing-review.ts';
import type { Graph, Link, Node } from './graph-types.ts';

export interface Part extends Node {
  readonly meanings: Meanings;
  /** What is to be said about it when it belongs to another architecture; else null. */
  readonly foreign: string | null;
}

export interface Wire extends Link {
  /** Carries gradients, not data. */
  readonly back: boolean;
}

export interface Drawing {
  /** All that the architecture's components are called. */
  readonly vocabulary: Vocabulary;
  readonly parts: readonly Part[];
  readonly wires: readonly Wire[];
  /** Parts at which an arrow begins or ends. */
  readonly wired: ReadonlySet<number>;
  readonly unit: number;
  readonly texts: Graph['texts'];
}

/** Arrows to or from a group that stand for many. */
const MOST_WIRES = 20_000;

export function drawingOf(graph: Graph, spec: BoardSpec): Drawing {
  const vocabulary = new Vocabulary(spec.components);
  const foreign = spec.foreign.map(({ says, say }) => ({
    words: new Vocabulary([{ id: 'foreign', says }]),
    say,
  }));
  const foreignIn = (text: string): string | null =>
    foreign.find(({ words }) => words.read(text).length > 0)?.say ?? null;
  const ends = new Vocabulary(spec.components.filter(isEnd));
  // What is written without an arrow may be the name of an input to which nothing was drawn yet; all else is a note.
  const parts: Part[] = graph.nodes.map((node) => ({
    ...node,
    meanings: node.kind === 'note' && !ends.isExactly(node.text) ? [] : vocabulary.read(node.text),
    foreign: node.kind === 'box' ? foreignIn(node.text) : null,
  }));
  // Where each node went: itself, or the group that it is only a closer look at.
  const home = parts.map((_, index) => index);
  const groupHome = new Map<number, number>();
  const members = membersOf(graph);
  const together = togetherIn(spec);
  const bySize = graph.groups
    .map((group, index) => ({ group, index }))
    .sort(
      (a, b) => b.group.area.width * b.group.area.height - a.group.area.width * a.group.area.height,
    );
  for (const { group, index } of bySize) {
    if (group.parent !== null && groupHome.has(group.parent)) {
      groupHome.set(index, groupHome.get(group.parent) ?? 0);
      continue;
    }
    const meanings = vocabulary.read(group.text);
    const own = new Set(meanings.flat());
    const inner = (members.get(index) ?? []).flatMap((node) => parts[node]?.meanings.flat() ?? []);
    if (
      own.size === 0 ||
      inner.some((one) => !own.has(one) && [...own].some((it) => together(it, one)))
    )
      continue;
    const node = parts.length;
    const { text, elements, area } = group;
    const bare = { fill: null, stroke: null, group: group.parent, dot: false };
    parts.push({
      kind: 'box',
      index: node,
      text,
      elements,
      area,
      meanings,
      ...bare,
      foreign: foreignIn(text),
    });
    home.push(node);
    groupHome.set(index, node);
    for (const member of members.get(index) ?? []) home[member] = node;
  }
  const wires = wiresOf(graph, spec, { home, groupHome, members, parts });
  const gone = new Set(home.flatMap((at, index) => (at === index ? [] : [index])));
  return {
    vocabulary,
    // A node inside a group that is read as one has no part of its own; indices stay.
    parts: parts.map((part) =>
      gone.has(part.index) ? { ...part, elements: [], meanings: [], text: '' } : part,
    ),
    wires,
    wired: new Set(wires.flatMap(({ from, to }) => [from, to])),
    unit: graph.unit,
    texts: graph.texts,
  };
}

/** Nodes in a group, also through groups within. */
function membersOf(graph: Graph): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const node of graph.nodes) {
    for (let at = node.group; at !== null; at = graph.groups[at]?.parent ?? null) {
      const list = members.get(at);
      if (list) list.push(node.index);
      else members.set(at, [node.index]);
    }
  }
  return members;
}

/** Whether two components both must be there in one way to draw it: then one cannot be the inside of the other. */
function togetherIn(spec: BoardSpec): (a: string, b: string) => boolean {
  const must = new Set(spec.components.filter((one) => !one.optional).map((one) => one.id));
  const sets = spec.variants.map(
    ({ edges }) =>
      new Set(edges.flatMap(({ from, to }) => [from, to]).filter((id) => must.has(id))),
  );
  return (a, b) => sets.some((set) => set.has(a) && set.has(b));
}

interface Homes {
  readonly home: readonly number[];
  readonly groupHome: ReadonlyMap<number, number>;
  readonly members: ReadonlyMap<number, readonly number[]>;
  readonly parts: readonly Part[];
}

function wiresOf(graph: Graph, spec: BoardSpec, homes: Homes): Wire[] {
  const { home, groupHome, members, parts } = homes;
  const gradients = spec.variants.some(({ edges }) => edges.some(({ role }) => role === 'back'));
  const inner = new Map<number, { first: number[]; last: number[] }>();
  const borders = (group: number): { first: number[]; last: number[] } => {
    const known = inner.get(group);
    if (known) return known;
    const set = new Set((members.get(group) ?? []).filter((node) => parts[node]?.kind === 'box'));
    const within = graph.links.filter(({ from, to }) => set.has(from) && set.has(to));
    const [starts, stops] = [
      new Set(within.map((one) => one.from)),
      new Set(within.map((one) => one.to)),
    ];
    const borders = {
      first: [...set].filter(
        (node) => !stops.has(node) && (starts.has(node) || within.length === 0),
      ),
      last: [...set].filter(
        (node) => !starts.has(node) && (stops.has(node) || within.length === 0),
      ),
    };
    inner.set(group, borders);
    return borders;
  };
  const placesOf = (node: number, end: 'first' | 'last'): readonly number[] => {
    const group = groupIndex(node);
    if (group === null) return [home[node] ?? node];
    const whole = groupHome.get(group);
    return whole !== undefined ? [whole] : borders(group)[end].map((one) => home[one] ?? one);
  };
  const wires: Wire[] = [];
  for (const link of graph.links) {
    const back = isGradient(link.label) || (gradients && link.dashed);
    for (const from of placesOf(link.from, 'last')) {
      for (const to of placesOf(link.to, 'first')) {
        if (from !== to && wires.length < MOST_WIRES) wires.push({ ...link, from, to, back });
      }
    }
  }
  return wires;
}

/** Where data comes in or goes out. */
export function isEnd(component: BoardComponent): boolean {
  return component.kind === 'input' || component.kind === 'output';
}

function isGradient(label: string): boolean {
  return (
    /∇|∂/.test(label) ||
    wordsOf(label).some((word) => /^(grad|backprop|backward|update)/.test(word))
  );
}
