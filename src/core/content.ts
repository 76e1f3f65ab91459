/** What the exercises and the rest of the content are, once compiled: Markdown is HTML by then, maths is MathML. */

import type { BoardSpec } from './drawing-review.ts';
import type { Clinic } from './clinics/case.ts';
import type { Demand } from './demand.ts';
import type { Kind } from './kinds.ts';
import type { Html, Band, Level } from './basics.ts';

export interface TalkingPoint {
  readonly id: string;
  /** Seconds after its phase began when the point surfaces. */
  readonly at: number;
  readonly say: Html;
  readonly example: Html | null;
}

/** What the clock needs of a phase. */
export interface PhaseSummary {
  readonly id: string;
  readonly title: string;
  readonly band: Band;
}

/** A phase as its page shows it; `cue` is what to do in it, in one line. */
export interface CuedPhase extends PhaseSummary {
  readonly cue: string;
}

export interface Phase extends CuedPhase {
  readonly talking: readonly TalkingPoint[];
}

export type Severity = 'error' | 'note';

export interface Mistake {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** What the grader says about the program that makes it; `{name}` is filled by the grader. */
  readonly says: string;
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

/** What lists, the clock and the schedule need of an exercise: small enough to load all of them. */
export interface ExerciseSummary extends Demand {
  /**
   * Unique over all kinds. That of a coding drill is its folder's name, as the mark in a drill file and the command
   * line say it; the others carry their kind before it, such as `rapid-fire/relu`.
   */
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly summary: string;
  readonly level: Level;
  /** The question as plain text, for a preview. */
  readonly question: string;
  readonly phases: readonly PhaseSummary[];
  /** Checklist items that it is about. */
  readonly items: readonly string[];
  readonly tags: readonly string[];
  /** How many points there are to say in all phases together; 0 where nothing is ticked. */
  readonly points: number;
  /** Year and month in which somebody last made sure that it is still true, such as `2026-11`. */
  readonly checked?: string;
  /** Of a debugging drill: how many mistakes its programs can have. */
  readonly breaks?: number;
  /** The name of the pack that it comes from, where it is not built in. */
  readonly pack?: string;
}

/** What lists need of a coding drill. A pass earns its checklist items. */
export interface DrillSummary extends ExerciseSummary {
  readonly kind: 'coding';
  /** Mistake titles by id, for history and trees. */
  readonly mistakeTitles: Readonly<Record<string, string>>;
  /** Ids of the mistakes that are told and do not fail. */
  readonly noteIds: readonly string[];
  /** Name of the file that the candidate writes, e.g. `lstm_cell.py`. */
  readonly fileName: string;
  /** The drill whose finished program this one continues. */
  readonly continues?: string;
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
  /** Ids of its own. */
  readonly ownMistakes: readonly string[];
  readonly complexity: { readonly time: Html; readonly memory: Html };
  readonly tradeoffs: readonly { readonly title: string; readonly text: Html }[];
  readonly followUps: readonly Exchange[];
  readonly papers: readonly Paper[];
  readonly proves: readonly string[];
}

/** A phase of an exercise that is answered aloud; outline and answer are revealed afterwards. */
export interface OralPhase extends CuedPhase {
  /** Lines that surface at their second of the phase, such as the check-in with the interviewer. */
  readonly prompts: readonly { readonly at: number; readonly say: Html }[];
  /** Ids are unique over all phases of the exercise. */
  readonly outline: readonly { readonly id: string; readonly say: Html }[];
  readonly answer: Html;
}

/** A figure of a design: plain text, its formula in numbers and the ids of earlier figures. */
export interface Sizing {
  readonly id: string;
  readonly what: string;
  readonly formula: string;
  /** The words in which the design states it, such as `231 requests a second`. */
  readonly said: string;
  /** How far, relatively, the stated figure may be rounded. */
  readonly tolerance: number;
}

/** An exercise that is answered aloud: rapid-fire, deep dive, the unknown question, system design. */
export interface Oral {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly summary: string;
  readonly level: Level;
  readonly question: Html;
  readonly clarifying: readonly Exchange[];
  readonly phases: readonly OralPhase[];
  /** The wrong answer heard most, and what is true. */
  readonly wrong: { readonly said: Html; readonly truth: Html } | null;
  /** What an answer contains that is honest and stays at the surface. */
  readonly surface: Html | null;
  /** The arithmetic of a system design; empty elsewhere. */
  readonly sizing: readonly Sizing[];
  readonly equations: readonly Equation[];
  readonly followUps: readonly Exchange[];
  readonly papers: readonly Paper[];
  readonly tags: readonly string[];
  /** What else practises it: exercises by kind and name, such as `coding/lstm-cell`. */
  readonly links: readonly string[];
}

/** A phase of a drawing; the points to cover are shown beside the board from the start. */
export interface BoardPhase extends CuedPhase {
  /** Ids are unique over all phases of the drawing. */
  readonly points: readonly { readonly id: string; readonly say: Html }[];
}

/** An architecture to draw from memory. */
export interface Board {
  /** Such as `whiteboard/transformer-block`. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly level: Level;
  readonly question: Html;
  readonly phases: readonly BoardPhase[];
  /** Shown with the reference, not before. */
  readonly equations: readonly Equation[];
  readonly tradeoffs: readonly { readonly title: string; readonly text: Html }[];
  /** The explanation to rehearse, one step a phase, to be rated by oneself. */
  readonly explanation: readonly {
    readonly phase: string;
    readonly title: string;
    readonly text: Html;
  }[];
  readonly followUps: readonly Exchange[];
  readonly papers: readonly Paper[];
  readonly tags: readonly string[];
  readonly links: readonly string[];
  /** What its drawings are reviewed against. */
  readonly spec: BoardSpec;
}

export interface ChecklistItem {
  readonly id: string;
  readonly title: string;
  readonly short: string;
  /** Self-test questions as Markdown. */
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

/** A page to read: of the guide, the answers of a checklist item, or a model answer. */
export interface Article {
  readonly title: string;
  readonly html: Html;
  /** What its source has and the page does not show, such as "2 images" and "<video>". */
  readonly omitted: readonly string[];
}

/** Ids of articles: `guide/papers/lora`, `checklist/fid-guidance`, or the exercise's own for a model answer. */
export const articleOfPage = (page: string): string => `guide/${page}`;
export const articleOfItem = (item: string): string => `checklist/${item}`;

/** Whether there is such an article. */
export function hasArticle(index: ContentIndex, id: string): boolean {
  return (
    index.guide.some((page) => articleOfPage(page.id) === id) ||
    index.checklist.some((item) => articleOfItem(item.id) === id) ||
    exerciseOf(index, id)?.kind === 'system-design'
  );
}

/** The anchor of a section, of its title or of a link to it. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s+/g, '-');
}

/** A page of the guide as lists know it; see {@link Article}. */
export interface GuidePage {
  /** Its path inside the guide without the ending, such as `papers/lora`. */
  readonly id: string;
  readonly title: string;
  /** Titles of its sections, for searching. */
  readonly sections: readonly string[];
}

/** An ordered path through exercises of several kinds. */
export interface StudyPlan {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly steps: readonly {
    readonly title: string;
    /** Ids of its exercises, in the order in which they should be done. */
    readonly exercises: readonly string[];
  }[];
  /** The name of the pack that it comes from, where it is not built in. */
  readonly pack?: string;
}

/** The part of the content that is loaded first; small. */
export interface ContentIndex {
  /** Of every kind, the coding drills too, in the order of lists. */
  readonly exercises: readonly ExerciseSummary[];
  /** The coding drills among them. */
  readonly drills: readonly DrillSummary[];
  readonly checklist: readonly ChecklistItem[];
  readonly guide: readonly GuidePage[];
  readonly plans: readonly StudyPlan[];
}

/** What the grader says of each mistake, by its id. */
export function saysOf(mistakes: Iterable<Mistake>): Readonly<Record<string, string>> {
  return Object.fromEntries([...mistakes].map(({ id, says }) => [id, says]));
}

export function isDrill(exercise: ExerciseSummary): exercise is DrillSummary {
  return exercise.kind === 'coding';
}

/** The exercise as lists know it; undefined when there is none. */
export function exerciseOf(
  index: Pick<ContentIndex, 'exercises'>,
  id: string,
): ExerciseSummary | undefined {
  return index.exercises.find((one) => one.id === id);
}

/** An exercise as links name it: its kind and its name. */
export function linkOf({ kind, id }: ExerciseSummary): string {
  return kind === 'coding' ? `coding/${id}` : id;
}

/** The id of the exercise that a link names. */
export function idOfLink(link: string): string {
  return link.replace(/^coding\//, '');
}

/** Where content comes from. Rejects with a {@link UserError} when a part cannot be read. */
export interface Catalogue {
  index(): Promise<ContentIndex>;
  drill(id: string): Promise<Drill>;
  /** An exercise answered aloud. */
  oral(id: string): Promise<Oral>;
  /** An architecture to draw, by its id such as `whiteboard/u-net`. */
  board(id: string): Promise<Board>;
  /** An exercise of the clinics. */
  clinic(id: string): Promise<Clinic>;
  guideMistakes(): Promise<readonly GuideMistake[]>;
  /** A page to read, by its id such as `guide/papers/lora`. */
  article(id: string): Promise<Article>;
  /** Absolute path of the drill's folder with starter.py, solution.py and grade.py. */
  folder(id: string): Promise<string>;
  /** Absolute path of the reference drawing of an architecture, an `.excalidraw` file. */
  referenceDrawing(id: string): Promise<string>;
}
