/** What can be reached from a part of a drawing, passing only through parts that do not count. */
import type { Drawing, Wire } from './drawing.ts';

/** The wires gone along to each part that is reached. */
export type Reached = ReadonlyMap<number, readonly Wire[]>;

export class Paths {
  private readonly out = new Map<number, { readonly to: number; readonly wire: Wire }[]>();
  private readonly known = new Map<number, Reached>();

  constructor(
    drawing: Drawing,
    /** Parts that a path does not go on from. */
    private readonly stops: (part: number) => boolean,
    wires: (wire: Wire) => boolean,
    /** Also against the arrows. */
    eitherWay = false,
  ) {
    for (const wire of drawing.wires) {
      if (!wires(wire)) continue;
      this.add(wire.from, wire.to, wire);
      if (wire.bothWays || eitherWay) this.add(wire.to, wire.from, wire);
    }
  }

  private add(from: number, to: number, wire: Wire): void {
    const list = this.out.get(from);
    if (list) list.push({ to, wire });
    else this.out.set(from, [{ to, wire }]);
  }

  from(part: number): Reached {
    const known = this.known.get(part);
    if (known) return known;
    const reached = new Map<number, readonly Wire[]>();
    const queue: { at: number; by: readonly Wire[] }[] = [{ at: part, by: [] }];
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (const { to, wire } of this.out.get(next.at) ?? []) {
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
