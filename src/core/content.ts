/** What a drill and the rest of the content are, once compiled: Markdown is HTML by then, maths is MathML. */

/** Rendered, sanitised HTML. Only the content compiler makes it. */
export type Html = string & { readonly __html: unique symbol };

export const PHASE_IDS = ['narrate', 'code', 'close'] as const;
export type PhaseId = (typeof PHASE_IDS)[number];

/** Shortest and longest fitting duration, in seconds. */
export type Band = readonly [min: number, max: number];

export interface TalkingPoint {
  readonly id: string;
  /** Seconds after its phase began when the point surfaces. */
  readonly at: number;
  readonly say: Html;
  readonly example: Html | null;
}

export interface Phase {
  readonly id: PhaseId;
  readonly title: string;
  readonly band: Band;
  readonly cue: string;
  readonly talking: readonly TalkingPoint[];
}

export type Severity = 'error' | 'note';

export interface Mistake {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: Html;
  readonly notice: Html;
  readonly fix: Html;
  /** The same as plain text, for diagnostics and the command line. */
  readonly plain: { readonly why: string; readonly fix: string };
}

export interface Exchange {
  readonly ask: Html;
  readonly answer: Html;
}

export type Level = 'easy' | 'medium' | 'hard';

/** What lists need of a drill: small enough to load all of them. */
export interface DrillSummary {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly level: Level;
  /** The question as plain text, for a preview. */
  readonly question: string;
  readonly bands: Readonly<Record<PhaseId, Band>>;
  /** Checklist items that a pass earns. */
  readonly proves: readonly string[];
  /** Mistake titles by id, for history and trees. */
  readonly mistakeTitles: Readonly<Record<string, string>>;
  /** Ids of the mistakes that are told and do not fail. */
  readonly noteIds: readonly string[];
  /** Name of the file that the candidate writes, e.g. `lstm_cell.py`. */
  readonly fileName: string;
}

export interface Equation {
  readonly name: string;
  readonly html: Html;
  readonly note: Html | null;
  readonly source: string | null;
}

export interface Paper {
  readonly title: string;
  readonly authors: string;
  readonly year: number;
  readonly url: string | null;
  readonly label: string;
}

export interface Drill {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly level: Level;
  readonly question: Html;
  readonly contract: Html;
  readonly clarifying: readonly Exchange[];
  readonly equations: readonly Equation[];
  readonly phases: readonly Phase[];
  /** From nudge to near-answer. */
  readonly hints: readonly Html[];
  /** The drill's own first, most frequent first, then those common to all drills. */
  readonly mistakes: readonly Mistake[];
  readonly complexity: { readonly time: Html; readonly memory: Html };
  readonly tradeoffs: readonly { readonly title: string; readonly text: Html }[];
  readonly followUps: readonly Exchange[];
  readonly papers: readonly Paper[];
  readonly proves: readonly string[];
}

export interface ChecklistItem {
  readonly id: string;
  readonly title: string;
  readonly short: string;
  /** Self-test questions as Markdown, which tree tooltips render themselves. */
  readonly questions: readonly { readonly ask: string; readonly answer: string }[];
  /** What in the product practises it, e.g. `coding/lstm-cell`. */
  readonly practise: readonly string[];
}

export interface GuideMistake {
  readonly id: string;
  readonly title: string;
  readonly happens: Html;
  readonly costs: Html;
  readonly instead: Html;
  readonly example: Html;
}

/** The part of the content that is loaded first; small. */
export interface ContentIndex {
  readonly drills: readonly DrillSummary[];
  readonly checklist: readonly ChecklistItem[];
}

/** Where content comes from. Rejects with a {@link UserError} when a part cannot be read. */
export interface Catalogue {
  index(): Promise<ContentIndex>;
  drill(id: string): Promise<Drill>;
  guideMistakes(): Promise<readonly GuideMistake[]>;
  /** Absolute path of the drill's folder with starter.py, solution.py and grade.py. */
  folder(id: string): string;
}
