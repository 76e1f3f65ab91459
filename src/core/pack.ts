/** A pack: a folder of content with the shape of the built-in one, once it is read and compiled. */
import type { Clinic } from './clinics/case.ts';
import type {
  Board,
  ChecklistItem,
  ContentIndex,
  Drill,
  DrillSummary,
  ExerciseSummary,
  GuideMistake,
  GuidePage,
  Oral,
} from './content.ts';
import { mostMistakes, plantable } from './debugging/choose.ts';
import { debugSummary } from './debugging/exercise.ts';
import type { MistakeEdit } from './edits/mistake-edit.ts';

/** What is wrong with a file of a pack. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

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

export interface Pack {
  readonly drills: readonly CompiledDrill[];
  readonly orals: readonly CompiledOral[];
  readonly boards: readonly CompiledBoard[];
  readonly clinics: readonly CompiledClinic[];
  readonly checklist: readonly ChecklistItem[];
  readonly guideMistakes: readonly GuideMistake[];
  readonly guide: readonly GuidePage[];
  readonly problems: readonly Problem[];
}

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
  };
}

/** Mistakes that are stored as edits are enough for a program to be broken with them. */
function debugDrill({ edits, drill, summary }: CompiledDrill): readonly ExerciseSummary[] {
  const most = mostMistakes(plantable(edits, { own: drill.ownMistakes, notes: summary.noteIds }));
  return most === 0 ? [] : [debugSummary(summary, most)];
}
