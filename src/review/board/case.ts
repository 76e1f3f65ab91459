/** A drawing with its parts placed: what all points of a review ask of it. */
import { isEnd, type Drawing, type Part, type Wire } from './drawing.ts';
import type { Placement } from './match.ts';
import { Paths } from './paths.ts';
import {
  FINDINGS,
  type BoardComponent,
  type BoardEdge,
  type BoardSpec,
  type Finding,
  type FindingId,
} from '../../core/drawing-review.ts';

export class Case {
  readonly componentsAt: ReadonlyMap<number, readonly string[]>;
  /** Of data, through parts that are not required components. */
  readonly data: Paths;
  /** Of data, through anything. */
  readonly anyway: Paths;
  /** Of data, whichever way the arrows point, through parts that are not required components. */
  readonly either: Paths;
  private readonly byId: ReadonlyMap<string, BoardComponent>;
  /** Parts that stand for what must be there. */
  private readonly requiredAt: ReadonlySet<number>;

  constructor(
    readonly drawing: Drawing,
    readonly spec: BoardSpec,
    readonly placement: Placement,
  ) {
    this.byId = new Map(spec.components.map((one) => [one.id, one]));
    const at = new Map<number, string[]>();
    for (const [id, parts] of placement.partsOf) {
      for (const part of parts) at.set(part, [...(at.get(part) ?? []), id]);
    }
    this.componentsAt = at;
    this.requiredAt = new Set(
      [...placement.partsOf].flatMap(([id, parts]) =>
        this.byId.get(id)?.optional === false ? parts : [],
      ),
    );
    const forward = (wire: Wire): boolean => !wire.back;
    this.data = new Paths(drawing, (part) => this.isRequired(part), forward);
    this.either = new Paths(drawing, (part) => this.isRequired(part), forward, true);
    this.anyway = new Paths(drawing, () => false, forward);
  }

  get edges(): readonly BoardEdge[] {
    return this.placement.variant.edges;
  }

  get required(): readonly BoardComponent[] {
    const named = new Set(this.edges.flatMap(({ from, to }) => [from, to]));
    return this.spec.components.filter((one) => named.has(one.id) && !one.optional);
  }

  component(id: string): BoardComponent | undefined {
    return this.byId.get(id);
  }

  kind(id: string): string {
    return this.byId.get(id)?.kind ?? '';
  }

  partsOf(id: string): readonly number[] {
    return this.placement.partsOf.get(id) ?? [];
  }

  isPlaced(id: string): boolean {
    return this.partsOf(id).length > 0;
  }

  isRequired(part: number): boolean {
    return this.requiredAt.has(part);
  }

  part(index: number): Part | undefined {
    return this.drawing.parts[index];
  }

  elements(...ids: readonly string[]): string[] {
    return this.elementsOf(ids.flatMap((id) => this.partsOf(id)));
  }

  elementsOf(parts: readonly number[]): string[] {
    return [...new Set(parts.flatMap((part) => this.part(part)?.elements ?? []))];
  }

  /** As a sentence calls a component: with its article, and with what the box says when that tells more. */
  name(id: string): string {
    const component = this.byId.get(id);
    if (!component) return `the ${id}`;
    return isEnd(component) || /^(x|z|c|h)\b/.test(component.name)
      ? component.name
      : `the ${component.name}`;
  }

  /** As a sentence calls a box: by what it says. */
  called(part: number): string {
    const text = this.part(part)?.text.replace(/\s+/g, ' ').trim() ?? '';
    if (text !== '') return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`;
    const [id] = this.componentsAt.get(part) ?? [];
    return id === undefined ? 'a box without a label' : this.name(id);
  }

  /** Whether an edge may run between two placed components: directly, or through what is left out. */
  allows(from: string, to: string): boolean {
    return this.allowedFrom(from).has(to);
  }

  private readonly allowed = new Map<string, ReadonlySet<string>>();

  private allowedFrom(from: string): ReadonlySet<string> {
    const known = this.allowed.get(from);
    if (known) return known;
    const found = new Set<string>();
    const queue = [from];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const edge of this.edges) {
        if (edge.from !== at || edge.role === 'back' || found.has(edge.to)) continue;
        found.add(edge.to);
        if (!this.isPlaced(edge.to) || this.component(edge.to)?.optional === true)
          queue.push(edge.to);
      }
    }
    this.allowed.set(from, found);
    return found;
  }
}

export function finding(id: FindingId, say: string, elements: readonly string[]): Finding {
  return { id, severity: FINDINGS[id], say: say.charAt(0).toUpperCase() + say.slice(1), elements };
}

export function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
