/** What the features of the host share. Made once by the composition root, when first needed. */
import type * as vscode from 'vscode';
import type { Catalogue, ContentIndex } from '../core/content.ts';
import type {
  CodeStore,
  Grader,
  HandoutMaker,
  History,
  Lease,
  Packs,
  PracticeFiles,
  Prover,
  QuietJournal,
  ReadMistakeEdits,
  Reviewer,
} from '../core/ports.ts';
import type { ClockKeeper } from '../core/clock-keeper.ts';
import type { Checks } from './check/checks.ts';
import type { PythonChoice } from './check/python.ts';
import type { RepairChecks } from './debugging/repair-checks.ts';
import type { Travelled } from './progress/travelled.ts';
import type { Planner } from './schedule/planner.ts';
import type { Settings } from './settings.ts';

/** What needs nothing else of the host. */
export interface Ground {
  readonly extensionUri: vscode.Uri;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  /** Tells the user of trouble, and the log. */
  readonly tell: (problem: string) => void;
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  /** The content as it is now: packs may change it. */
  readonly index: ContentIndex;
  readonly packs: Packs;
  readonly prover: Prover;
  readonly readMistakeEdits: ReadMistakeEdits;
  readonly history: History;
  readonly historyFile: string;
  /** What was done on other machines, as far as Settings Sync carries it. */
  readonly travelled: Travelled;
  readonly lease: Lease;
  readonly quietJournal: QuietJournal;
  readonly keeper: ClockKeeper;
  readonly files: PracticeFiles;
  /** What attempts' files held. */
  readonly codes: CodeStore;
  /** The home directory. */
  readonly home: string;
  /** Wall-clock time in milliseconds. */
  now(): number;
}

export interface App extends Ground {
  readonly checks: Checks;
  /** The same for programs that are being repaired. */
  readonly repairs: RepairChecks;
  /** What both check with. */
  readonly grader: Grader;
  readonly handouts: HandoutMaker;
  readonly python: PythonChoice;
  readonly reviewer: Reviewer;
  readonly planner: Planner;
}

/** Resolves to the app; the first call makes it. */
export type Ready = () => Promise<App>;
