/** A drawing as a graph: boxes and texts as nodes, arrows and lines as links. */
import type { Area, Point } from './geometry.ts';

/** A box, a text that an arrow begins or ends at, any other text, or the loose end of an arrow. */
export interface Node {
  readonly kind: 'box' | 'text' | 'note' | 'loose';
  readonly index: number;
  /** The box and its texts; empty for a loose end. */
  readonly elements: readonly string[];
  readonly text: string;
  readonly area: Area;
  readonly fill: string | null;
  readonly stroke: string | null;
  /** The frame or the box around others that it stands in. */
  readonly group: number | null;
  /** Of a dot where lines meet, which is not a component. */
  readonly dot: boolean;
}

export interface Group {
  readonly text: string;
  readonly elements: readonly string[];
  readonly area: Area;
  readonly parent: number | null;
}

export interface Link {
  readonly stroke: string;
  readonly from: number;
  readonly to: number;
  /** Without a head, or with one at each end. */
  readonly bothWays: boolean;
  readonly headless: boolean;
  readonly dashed: boolean;
  readonly colour: string;
  readonly label: string;
  readonly labelElements: readonly string[];
  /** From its beginning to its end. */
  readonly points: readonly Point[];
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly groups: readonly Group[];
  readonly links: readonly Link[];
  /** Every text of the scene with the element that has it. */
  readonly texts: readonly { readonly text: string; readonly element: string }[];
  /** The usual smaller side of a box: the measure of all that is "near". */
  readonly unit: number;
}
