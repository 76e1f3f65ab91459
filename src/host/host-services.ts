/** The services that depend on nothing else in the host: the window, the machine, the content and the history. */
import type * as vscode from 'vscode';
import type { ClockHeartbeat } from '../core/clock-heartbeat.ts';
import type { Catalogue, ContentIndex } from '../core/content.ts';
import type {
  CodeStore,
  History,
  Lease,
  Packs,
  PracticeFiles,
  Prover,
  QuietJournal,
  ReadMistakeEdits,
} from '../core/ports.ts';
import type { SyncedProgress } from './progress/synced-progress.ts';
import type { Settings } from './settings.ts';

export interface HostServices {
  readonly extensionUri: vscode.Uri;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  /** Tells the user of trouble, and the log. */
  readonly tell: (problem: string) => void;
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  /** Absolute path of the folder that holds the Python package `grader`. */
  packageRoot(): Promise<string>;
  /** The content as it is now: packs may change it. */
  readonly index: ContentIndex;
  readonly packs: Packs;
  readonly prover: Prover;
  readonly readMistakeEdits: ReadMistakeEdits;
  readonly history: History;
  readonly historyFile: string;
  /** What was done on other machines, as far as Settings Sync carries it. */
  readonly syncedProgress: SyncedProgress;
  readonly lease: Lease;
  readonly quietJournal: QuietJournal;
  readonly heartbeat: ClockHeartbeat;
  readonly files: PracticeFiles;
  /** What attempts' files held. */
  readonly codes: CodeStore;
  /** The home directory. */
  readonly home: string;
  /** Wall-clock time in milliseconds. */
  now(): number;
}
