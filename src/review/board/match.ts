/**
 * Finds which part of a drawing is which component. Words alone do not tell two norms apart, so components are
 * placed one after the other in the order of the data, and the placements that fit the arrows best are kept (a beam
 * search): the time is bounded whatever is drawn.
 */
import { isEnd, type Drawing, type Part } from './drawing.ts';
import { Cheapest } from './cheapest.ts';
import { Paths } from './paths.ts';
import type {
  BoardComponent,
  BoardEdge,
  BoardSpec,
  BoardVariant,
} from '../../core/drawing-review.ts';

/** Component ids with the parts that stand for them; one part, but for components drawn many times. */
export interface Placement {
  readonly variant: BoardVariant;
  readonly partsOf: ReadonlyMap<string, readonly number[]>;
  readonly cost: number;
  /** Two components of which each stands where the other is written; mostly none. */
  readonly exchanged: readonly string[];
}

const BEAM = 48;
const KEEP = 6;
/** More boxes than this that might be components are not a drawing of one architecture. */
const MOST_CANDIDATES = 80;

const COST = {
  absent: 4,
  absentAdd: 1.4,
  absentEnd: 3,
  absentOptional: 0.3,
  edge: 2,
  optionalEdge: 0.6,
  looseEnd: 0.5,
  exchange: 2.4,
};

interface Spot {
  readonly part: number;
  /** Which of the part's meanings is used up. */
  readonly slot: number;
}

interface State {
  readonly spots: readonly (Spot | null)[];
  readonly cost: number;
  /** Components at a box that says another. */
  readonly astray: readonly { readonly id: string; readonly part: number }[];
}

/** A state with one component more. */
interface Step {
  readonly state: State;
  readonly spot: Spot | null;
  readonly cost: number;
  readonly astray: State['astray'];
}

/**
 * The best few placements for one way to draw the architecture, best first. With `exchange`, those in which two
 * components stand in each other's place.
 */
export function placementsOf(
  drawing: Drawing,
  spec: BoardSpec,
  variant: BoardVariant,
  exchange = false,
): Placement[] {
  const byId = new Map(spec.components.map((one) => [one.id, one]));
  const named = new Set(variant.edges.flatMap(({ from, to }) => [from, to]));
  const all = inOrder(variant.edges, [...named]).flatMap((id) => byId.get(id) ?? []);
  const components = all.filter((one) => !one.many);
  const candidates = candidatesOf(drawing);
  const opaque = new Set(
    candidates
      .filter(({ meanings }) =>
        meanings.flat().some((id) => named.has(id) && byId.get(id)?.optional === false),
      )
      .map((one) => one.index),
  );
  const paths = new Paths(
    drawing,
    (part) => opaque.has(part),
    (wire) => !wire.back,
  );
  const many = new Map(
    spec.components
      .filter((one) => one.many)
      .map((one) => [
        one.id,
        candidates
          .filter((part) => part.meanings.flat().includes(one.id))
          .map((part) => part.index),
      ]),
  );
  const index = new Map(components.map((one, at) => [one.id, at]));
  const touching = components.map((one, at) =>
    variant.edges.filter(({ from, to, role }) => {
      const other = from === one.id ? to : to === one.id ? from : null;
      return role !== 'back' && other !== null && (index.get(other) ?? Infinity) < at;
    }),
  );
  const optionalAt = components.flatMap((one, at) => (one.optional ? [at] : []));

  /** Directly, or by way of something optional that is placed. */
  const joined = (vias: readonly number[], a: number, b: number): boolean => {
    if (a === b) return true;
    const reached = paths.from(a);
    return reached.has(b) || vias.some((via) => reached.has(via) && paths.from(via).has(b));
  };
  /** What stands for the end of an edge; before a "+" that is not drawn, what leads into it. */
  const before = (spots: readonly (Spot | null)[], id: string, depth = 0): number[] => {
    const at = index.get(id);
    const spot = at === undefined ? undefined : spots[at];
    if (spot) return [spot.part];
    if (byId.get(id)?.kind !== 'add' || depth > 2) return [];
    return variant.edges
      .filter((edge) => edge.to === id && edge.role === 'main')
      .flatMap(({ from }) => before(spots, from, depth + 1));
  };

  const mayBeExchanged = (one: BoardComponent): boolean =>
    !one.optional && !isEnd(one) && one.kind !== 'add';
  const says = (part: number, id: string): boolean =>
    drawing.parts[part]?.meanings.some((ids) => ids.includes(id)) === true;
  const othersFor = (id: string): number[] =>
    candidates
      .filter(({ kind, index: part, meanings }) => {
        const other = meanings.flat().some((one) => {
          const known = named.has(one) ? byId.get(one) : undefined;
          return known !== undefined && mayBeExchanged(known);
        });
        return kind === 'box' && other && !says(part, id);
      })
      .map((one) => one.index);
  /** The second stands where the first is written, and the first where the second is. */
  const answers = ([a, b]: State['astray']): boolean =>
    a === undefined || b === undefined || (says(a.part, b.id) && says(b.part, a.id));

  let beam: State[] = [{ spots: [], cost: 0, astray: [] }];
  components.forEach((component, at) => {
    const options = candidates.flatMap((part) =>
      part.meanings.flatMap((ids, slot) =>
        ids.includes(component.id) ? [{ part: part.index, slot }] : [],
      ),
    );
    const ends = isEnd(component) ? looseEnds(drawing, component.kind) : [];
    const others = exchange && mayBeExchanged(component) ? othersFor(component.id) : [];
    const ways = [
      ...options.map((one) => [one, 0] as const),
      ...ends.map((part) => [{ part, slot: 0 }, COST.looseEnd] as const),
      ...others.map((part) => [{ part, slot: 0 }, COST.exchange] as const),
    ];
    const next = new Cheapest<Step>(BEAM);
    for (const state of beam) {
      const bare = state.cost + absence(component);
      next.offer({ state, spot: null, cost: bare, astray: state.astray });
      const taken = new Set(state.spots.map((spot) => spot && spotKey(spot)));
      const vias = optionalAt.flatMap((via) => state.spots[via]?.part ?? []);
      // What is at the other ends is the same wherever this one goes.
      const ties = (touching[at] ?? []).map(({ from, to, optional }) => ({
        into: to === component.id,
        parts: before(state.spots, to === component.id ? from : to),
        cost: optional ? COST.optionalEdge : COST.edge,
      }));
      for (const [spot, extra] of ways) {
        let cost = state.cost + extra;
        // Costs only grow: what is too dear already need not be looked at.
        if (cost >= next.limit || taken.has(spotKey(spot))) continue;
        for (const { into, parts, cost: apart } of ties) {
          const fits = parts.some((part) =>
            into ? joined(vias, part, spot.part) : joined(vias, spot.part, part),
          );
          if (parts.length > 0 && !fits) cost += apart;
        }
        if (cost >= next.limit) continue;
        const astray =
          extra === COST.exchange
            ? [...state.astray, { id: component.id, part: spot.part }]
            : state.astray;
        if (astray.length <= 2 && answers(astray)) next.offer({ state, spot, cost, astray });
      }
    }
    beam = next.all.map(({ state, spot, cost, astray }) => ({
      spots: [...state.spots, spot],
      cost,
      astray,
    }));
  });
  const fitting = exchange ? beam.filter(({ astray }) => astray.length === 2) : beam;
  return fitting.slice(0, KEEP).map(({ spots, cost, astray }) => ({
    variant,
    cost,
    exchanged: astray.map((one) => one.id),
    partsOf: new Map<string, readonly number[]>([
      ...components.map((one, at): [string, readonly number[]] => {
        const spot = spots[at];
        return [one.id, spot ? [spot.part] : []];
      }),
      ...[...many].filter(([id]) => named.has(id)),
    ]),
  }));
}

/** One number for each spot; a label has few meanings. */
function spotKey({ part, slot }: Spot): number {
  return part * 1024 + slot;
}

function absence(component: BoardComponent): number {
  if (component.optional) return COST.absentOptional;
  if (component.kind === 'add') return COST.absentAdd;
  return isEnd(component) ? COST.absentEnd : COST.absent;
}

/** Parts that may stand for something, those nearest to the beginning of the data first. */
function candidatesOf(drawing: Drawing): Part[] {
  const depth = depthsOf(drawing);
  return drawing.parts
    .filter((part) => part.meanings.length > 0)
    .slice(0, MOST_CANDIDATES)
    .sort(
      (a, b) =>
        (depth.get(a.index) ?? 0) - (depth.get(b.index) ?? 0) ||
        a.area.centre.y - b.area.centre.y ||
        a.area.centre.x - b.area.centre.x,
    );
}

/** Arrows away from the nearest beginning of data. */
function depthsOf(drawing: Drawing): Map<number, number> {
  const out = new Map<number, number[]>();
  const targets = new Set<number>();
  for (const { from, to, back } of drawing.wires) {
    if (back) continue;
    out.set(from, [...(out.get(from) ?? []), to]);
    targets.add(to);
  }
  const depth = new Map<number, number>();
  const queue = [...out.keys()].filter((part) => !targets.has(part));
  for (const part of queue) depth.set(part, 0);
  for (let i = 0; i < queue.length; i += 1) {
    const at = queue[i] ?? 0;
    for (const to of out.get(at) ?? []) {
      if (depth.has(to)) continue;
      depth.set(to, (depth.get(at) ?? 0) + 1);
      queue.push(to);
    }
  }
  return depth;
}

/** Loose ends of arrows that may be where data comes in or goes out. */
function looseEnds(drawing: Drawing, kind: string): number[] {
  const forward = drawing.wires.filter((wire) => !wire.back);
  const starts = new Set(forward.map((wire) => wire.from));
  const stops = new Set(forward.map((wire) => wire.to));
  return drawing.parts
    .filter((part) => part.kind === 'loose')
    .map((part) => part.index)
    .filter((part) =>
      kind === 'input'
        ? starts.has(part) && !stops.has(part)
        : stops.has(part) && !starts.has(part),
    )
    .slice(0, 12);
}

/** Components so that each comes after those whose data it takes. */
export function inOrder(edges: readonly BoardEdge[], ids: readonly string[]): string[] {
  const ordered: string[] = [];
  const state = new Set<string>();
  const visit = (id: string): void => {
    if (state.has(id)) return;
    state.add(id);
    for (const edge of edges) if (edge.to === id && edge.role !== 'back') visit(edge.from);
    ordered.push(id);
  };
  ids.forEach(visit);
  return ordered;
}
