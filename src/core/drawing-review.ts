/** What a drawing is held against, and what its review says. All of it is plain data: it crosses wires as JSON. */

/**
 * `error`: wrong or missing. `note`: would be better. `habit`: a matter of style that interviewers are used to
 * otherwise, such as a drawing that runs from left to right.
 */
export type FindingSeverity = 'error' | 'note' | 'habit';

export const FINDINGS = {
  'component-missing': 'error',
  'component-superfluous': 'error',
  /** A box whose words are not known here; it may well be right. */
  'component-unknown': 'note',
  'box-unlabelled': 'note',
  'connection-missing': 'error',
  'connection-wrong': 'error',
  'order-wrong': 'error',
  'skip-missing': 'error',
  'skip-on-main-path': 'error',
  'skip-without-plus': 'error',
  'flow-upward': 'note',
  'flow-sideways': 'habit',
  /** An arrow with a loose end, or a line without a head. */
  'arrow-loose': 'note',
  'shape-missing': 'note',
  'shape-impossible': 'error',
  'equation-missing': 'note',
  'equation-wrong': 'error',
  'colours-shared': 'note',
  'trade-off-missing': 'note',
} as const satisfies Readonly<Record<string, FindingSeverity>>;
export type FindingId = keyof typeof FINDINGS;

export interface Finding {
  readonly id: FindingId;
  readonly severity: FindingSeverity;
  /** One or two sentences in plain words. */
  readonly say: string;
  /** Ids of the scene's elements that it is about; empty for what is not there. */
  readonly elements: readonly string[];
}

/** What the review understood, so that the candidate can see whether it was read rightly. */
export interface Recognised {
  /** The component's name, such as `multi-head attention`. */
  readonly name: string;
  readonly elements: readonly string[];
}

/** Something on the board that no program can read, such as freehand strokes. */
export interface UnreadElement {
  readonly say: string;
  readonly elements: readonly string[];
}

export interface Review {
  readonly kind: 'review';
  /** Errors first, then notes, then habits. */
  readonly findings: readonly Finding[];
  readonly recognised: readonly Recognised[];
  readonly unread: readonly UnreadElement[];
  /** The alternative that the drawing follows, such as `pre-norm`; null where there is only one, or nothing drawn. */
  readonly variant: string | null;
}

/** The text is not a drawing that can be reviewed; `say` tells why and what to do. */
export interface Refusal {
  readonly kind: 'refused';
  readonly say: string;
}

/** A part of an architecture. Instances of one class, such as two norms, have the same wordings. */
export interface BoardComponent {
  readonly id: string;
  /** As sentences call it, with a small letter: `the multi-head attention` without its article. */
  readonly name: string;
  /** Boxes of different kinds should differ in colour. */
  readonly kind: string;
  /** Accepted wordings; case, punctuation and spaces do not matter. */
  readonly says: readonly string[];
  /** May be left out. */
  readonly optional: boolean;
  /** Drawn any number of times, such as experts. */
  readonly many: boolean;
  /** Shapes that its output may have, such as `B, T, d`; empty when nothing is checked. */
  readonly shapes: readonly string[];
}

export interface BoardEdge {
  readonly from: string;
  readonly to: string;
  /** `main`: data. `skip`: beside the main path. `back`: gradients. */
  readonly role: 'main' | 'skip' | 'back';
  /** Neither missed when absent nor faulted when there. */
  readonly optional: boolean;
}

/** One right way to draw it, such as pre-norm. Its components are the ends of its edges. */
export interface BoardVariant {
  readonly id: string;
  readonly edges: readonly BoardEdge[];
}

export interface BoardEquation {
  readonly name: string;
  /** What to write, as plain text. */
  readonly write: string;
  /** Regular expressions over the text in plain form (see equations.ts): which text is meant as this equation. */
  readonly about: readonly string[];
  readonly wrong: readonly { readonly when: string; readonly say: string }[];
}

/** An architecture as the review knows it. */
export interface BoardSpec {
  /** Of the drawing: `down` where data runs from top to bottom; `free` where its form is another, such as a U. */
  readonly flow: 'down' | 'free';
  readonly components: readonly BoardComponent[];
  readonly variants: readonly BoardVariant[];
  /** Words that belong to another architecture, and what to say about them. */
  readonly foreign: readonly { readonly says: readonly string[]; readonly say: string }[];
  /** Letters of the shapes with others that are usual for the same. */
  readonly letters: Readonly<Record<string, readonly string[]>>;
  /** Letters whose numbers need only roughly fit, such as the sides of unpadded convolutions. */
  readonly rough: readonly string[];
  readonly equations: readonly BoardEquation[];
  /** Words that show that a text weighs this architecture against another. */
  readonly weighing: readonly string[];
}
