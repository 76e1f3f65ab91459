/** What can be reached from a part of a drawing, passing only through parts that do not count. */
import type { Drawing, Wire } from './drawing.ts';

/** The wires gone along to each part that is reached. */
export type ReachableNodes = ReadonlyMap<number, readonly Wire[]>;

type Ways = Map<number, { readonly to: number; readonly wire: Wire }[]>;

export class Paths {
  private out: Ways | null = null;
  private readonly known = new Map<number, ReachableNodes>();

  constructor(
    private readonly drawing: Drawing,
    /** Parts that a path does not go on from. */
    private readonly stops: (part: number) => boolean,
    private readonly wires: (wire: Wire) => boolean,
    /** Also against the arrows. */
    private readonly eitherWay = false,
  ) {}

  /** Not before it is asked for: most drawings are read without. */
  private get ways(): Ways {
    if (this.out) return this.out;
    const out: Ways = new Map();
    const add = (from: number, to: number, wire: Wire): void => {
      const list = out.get(from);
      if (list) list.push({ to, wire });
      else out.set(from, [{ to, wire }]);
    };
    for (const wire of this.drawing.wires) {
      if (!this.wires(wire)) continue;
      add(wire.from, wire.to, wire);
      if (wire.bothWays || this.eitherWay) add(wire.to, wire.from, wire);
    }
    this.out = out;
    return out;
  }

  from(part: number): ReachableNodes {
    const known = this.known.get(part);
    if (known) return known;
    const reached = new Map<number, readonly Wire[]>();
    const queue: { at: number; by: readonly Wire[] }[] = [{ at: part, by: [] }];
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (const { to, wire } of this.ways.get(next.at) ?? []) {
        if (to === part || reached.has(to)) continue;
        const by = [...next.by, wire];
        reached.set(to, by);
        if (!this.stops(to)) queue.push({ at: to, by });
      }
    }
    this.known.set(part, reached);
    return reached;
  }

  way(from: number, to: number): readonly Wire[] | undefined {
    return this.from(from).get(to);
  }
}
