/** A pack: a folder of content with the shape of the built-in one, once it is read and compiled. */
import type { Clinic } from './clinics/case.ts';
import type {
  Article,
  Board,
  ChecklistItem,
  ContentIndex,
  Drill,
  DrillSummary,
  ExerciseSummary,
  GuideMistake,
  GuidePage,
  Oral,
  StudyPlan,
} from './content.ts';
import { mostMistakes, plantable } from './debugging/choose.ts';
import { debugSummary } from './debugging/exercise.ts';
import type { MistakeEdit } from './edits/mistake-edit.ts';
import type { Kind } from './kinds.ts';
import type { Problem } from './problem.ts';

/** A coding drill with what lists need of it. */
export interface CompiledDrill {
  readonly order: number;
  readonly drill: Drill;
  readonly summary: DrillSummary;
  /** Programs with mistakes, where they are stored as edits; those that are stored whole are files beside. */
  readonly edits: readonly MistakeEdit[];
  /** Changes of the solution that may pass, each with the reason. */
  readonly survivors: ReadonlyMap<string, string>;
}

/** An exercise answered aloud. */
export interface CompiledOral {
  readonly order: number;
  readonly oral: Oral;
  readonly summary: ExerciseSummary;
  /** The whole model answer as Markdown, where it is read beside a file of the candidate's; else null. */
  readonly answer: string | null;
}

export interface CompiledBoard {
  readonly order: number;
  readonly board: Board;
  readonly summary: ExerciseSummary;
}

export interface CompiledClinic {
  readonly order: number;
  readonly clinic: Clinic;
  readonly summary: ExerciseSummary;
}

export interface CompiledPlan {
  readonly order: number;
  readonly plan: StudyPlan;
}

/** What is wrong unless there is such an exercise, in this pack, another or the built-in content. */
export interface Wanted {
  readonly exercise: string;
  readonly problem: Problem;
}

export interface Pack {
  readonly drills: readonly CompiledDrill[];
  readonly orals: readonly CompiledOral[];
  readonly boards: readonly CompiledBoard[];
  readonly clinics: readonly CompiledClinic[];
  readonly checklist: readonly ChecklistItem[];
  readonly guideMistakes: readonly GuideMistake[];
  readonly guide: readonly GuidePage[];
  readonly plans: readonly CompiledPlan[];
  readonly wanted: readonly Wanted[];
  /** The pages to read, by their ids; see {@link Article}. */
  readonly articles: Readonly<Record<string, Article>>;
  readonly problems: readonly Problem[];
}

export const EMPTY_PACK: Pack = {
  drills: [],
  orals: [],
  boards: [],
  clinics: [],
  checklist: [],
  guideMistakes: [],
  guide: [],
  plans: [],
  wanted: [],
  articles: {},
  problems: [],
};

/** Several parts of a pack as one, in the order of lists. */
export function mergePacks(parts: readonly Pack[], problems: readonly Problem[] = []): Pack {
  const inOrder = <T extends { readonly order: number }>(of: (part: Pack) => readonly T[]): T[] =>
    parts.flatMap(of).sort((a, b) => a.order - b.order);
  return {
    drills: inOrder((part) => part.drills),
    // Each kind in its own order, one kind after the other.
    orals: ORAL_KINDS.flatMap((kind) =>
      inOrder((part) => part.orals.filter(({ oral }) => oral.kind === kind)),
    ),
    boards: inOrder((part) => part.boards),
    clinics: inOrder((part) => part.clinics),
    checklist: parts.flatMap((part) => part.checklist),
    guideMistakes: parts.flatMap((part) => part.guideMistakes),
    guide: parts.flatMap((part) => part.guide),
    plans: inOrder((part) => part.plans),
    wanted: parts.flatMap((part) => part.wanted),
    articles: Object.assign({}, ...parts.map((part) => part.articles)) as Pack['articles'],
    problems: [...problems, ...parts.flatMap((part) => part.problems)],
  };
}

const ORAL_KINDS: readonly Kind[] = ['rapid-fire', 'deep-dive', 'unknown', 'system-design'];

/** What is loaded first of a pack. */
export function indexOf(pack: Pack): ContentIndex {
  const drills = pack.drills.map((one) => one.summary);
  const { checklist, guide } = pack;
  return {
    exercises: [
      ...drills,
      ...pack.drills.flatMap(debugDrill),
      ...[...pack.orals, ...pack.boards, ...pack.clinics].map((one) => one.summary),
    ],
    drills,
    checklist,
    guide,
    plans: pack.plans.map(({ plan }) => plan),
  };
}

/** Mistakes that are stored as edits are enough for a program to be broken with them. */
function debugDrill({ edits, drill, summary }: CompiledDrill): readonly ExerciseSummary[] {
  const most = mostMistakes(plantable(edits, { own: drill.ownMistakes, notes: summary.noteIds }));
  return most === 0 ? [] : [debugSummary(summary, most)];
}

/** A piece of a pack that is compiled by itself: a file, or a folder by its main file, such as `coding/gan/drill.yaml`. */
export interface PackUnit {
  readonly id: string;
  /** Changes when a file that it is compiled from does; null if nobody looked, because none was said to have changed. */
  readonly key: string | null;
}

export interface PackListing {
  readonly units: readonly PackUnit[];
  readonly problems: readonly Problem[];
}

/** What lists need of a unit. */
export interface PackPart {
  readonly id: string;
  /** Its place among those of its kind. */
  readonly order: number;
  readonly index: ContentIndex;
  readonly guideMistakes: readonly GuideMistake[];
  readonly wanted: readonly Wanted[];
  readonly problems: readonly Problem[];
}

/** Of a unit that was compiled. */
export function partOf(id: string, pack: Pack): PackPart {
  const { guideMistakes, wanted, problems } = pack;
  const [one] = [...pack.drills, ...pack.orals, ...pack.boards, ...pack.clinics, ...pack.plans];
  return { id, order: one?.order ?? 0, index: indexOf(pack), guideMistakes, wanted, problems };
}

/** The index of all parts together, as {@link indexOf} has it. */
export function indexOfParts(parts: readonly PackPart[]): ContentIndex {
  const sorted = [...parts].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const all = sorted.flatMap(({ index }) => index.exercises);
  return {
    exercises: LISTED.flatMap((kind) => all.filter((one) => one.kind === kind)),
    drills: sorted.flatMap(({ index }) => index.drills),
    checklist: sorted.flatMap(({ index }) => index.checklist),
    guide: sorted.flatMap(({ index }) => index.guide),
    plans: sorted.flatMap(({ index }) => index.plans),
  };
}

const LISTED: readonly Kind[] = ['coding', 'debug', ...ORAL_KINDS, 'whiteboard', 'clinic'];
