/** What the host needs from the machine; `node` implements it, so that all else can be tested without one. */
import type { BoardSpec, Refusal, Review } from './drawing-review.ts';
import type { Change } from './change.ts';
import type { Event, NewEvent } from './events.ts';
import type { ContentIndex } from './content.ts';
import type { Candidate, Report } from './debugging/program.ts';
import type { MistakeEdits } from './edits/mistake-edit.ts';
import type { Ledger } from './ledger.ts';
import type { PackFolder } from './library.ts';
import type { Pack, PackListing, PackPart } from './pack.ts';
import type { Claim, FoundClaim, SettingsText } from './quiet/claim.ts';
import type { Problem } from './problem.ts';
import type { DesignFinding } from './design-finding.ts';

/** Receives what has changed since it was last called. */
export type HistoryListener = (change: Change) => void;

/** The append-only log of events and its fold. */
export interface History {
  readonly ledger: Ledger;
  /** Identifies this window's run in clock events. */
  readonly session: string;
  /** Gives the event its id and time, folds it at once and writes it down; never throws, never loses it. */
  append(event: NewEvent): Event;
  /** How many events are known. */
  readonly size: number;
  /** Every event that is known, in order. */
  events(): Promise<readonly Event[]>;
  /** Takes over events of another machine, or only the first ones if `signal` ends it; resolves to how many were new. */
  adopt(events: readonly Event[], signal?: AbortSignal): Promise<number>;
  /** What is appended from now on sorts after the event with this id, of which the log here may know nothing. */
  follow(id: string): void;
  /** Calls back after every change, also one made by another window; returns how to stop. */
  onDidChange(listener: HistoryListener): () => void;
  /** Resolves when everything appended so far is on disk, or has failed with a message to the user. */
  flush(): Promise<void>;
}

export type CheckStatus = 'passed' | 'failed' | 'skipped';

/** One stage of a check. Lines count from 1. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly status: CheckStatus;
  readonly message: string | null;
  readonly line: number | null;
  readonly expected: string | null;
  readonly actual: string | null;
  /** The mistake that it failed for, or null where that has no name. */
  readonly mistake: string | null;
}

export interface FoundMistake {
  readonly id: string;
  readonly line: number | null;
  /** What was observed, one sentence. */
  readonly message: string;
}

export interface Verdict {
  readonly outcome: 'graded';
  readonly passed: boolean;
  readonly checks: readonly CheckResult[];
  /** The first explains most of the failure. */
  readonly mistakes: readonly FoundMistake[];
  /** What the candidate's code printed, capped. */
  readonly output: string;
  readonly outputTruncated: boolean;
  readonly durationMs: number;
}

/** How a check ended, as a value: nothing about a candidate's program is thrown. */
export type CheckOutcome =
  | Verdict
  | {
      readonly outcome: 'timed-out';
      readonly seconds: number;
      readonly line: number | null;
      readonly output: string;
      /** The stages that were done by then, where the worker could still tell. */
      readonly soFar?: Verdict;
    }
  /** `detail` is a sentence for people; `line`, where it is known, the one that brought the process down. */
  | {
      readonly outcome: 'crashed';
      readonly detail: string;
      readonly output: string;
      readonly line?: number;
    }
  | { readonly outcome: 'cannot-start'; readonly reason: string }
  | { readonly outcome: 'cancelled' };

export interface CheckRequest {
  /** Absolute path of the drill's folder, which holds grade.py. */
  readonly drillFolder: string;
  /** Absolute path of the candidate's file, saved. */
  readonly file: string;
  /** Stop after this stage. */
  readonly stage?: string;
  /** Megabytes that the candidate's code may use beyond what Python with torch uses (Linux). */
  readonly memoryMb?: number;
  /** What to say of each mistake, by its id; see {@link Mistake.says}. */
  readonly says?: Readonly<Record<string, string>>;
  /** How long to wait for this check; by default as long as for every other. */
  readonly deadlineMs?: number;
  /** Stop after the first stage that fails. The result says whether the program passes, but may lack some of its mistakes. */
  readonly endsAtFailure?: boolean;
  /** Absolute path of the JSON file of the {@link BrokenProgram} that this file repairs. */
  readonly broken?: string;
  /** What the file holds, read before any other program ran that could have changed it. */
  readonly data?: Uint8Array;
  /**
   * Files and folders that the program may read besides itself, Python and its libraries; it may write only to a
   * folder of its own (Linux). By default it may do what its user may.
   */
  readonly beside?: readonly string[];
  /**
   * Whether the program can be trusted. It may then be checked in the same process as other programs of the drill, if that
   * is faster, and what they leave behind may change its result.
   */
  readonly together?: boolean;
}

export interface Grader {
  /**
   * Has a process ready before the first check is asked for, best for the drill in this folder and for the broken
   * program in this file.
   */
  warm(drillFolder?: string, broken?: string): void;
  check(request: CheckRequest, signal?: AbortSignal): Promise<CheckOutcome>;
  dispose(): void;
}

export interface HandoutRequest {
  /** Absolute path of the drill's folder. */
  readonly drillFolder: string;
  /** Path of the Python to run programs with. */
  readonly python: string;
  /** What to try, in this order. */
  readonly candidates: readonly Candidate[];
}

export type HandoutOutcome =
  /** `refused` says, by the candidate's place, why those before it would not do. */
  | {
      readonly kind: 'chosen';
      readonly candidate: Candidate;
      readonly report: Report;
      readonly refused: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'none'; readonly refused: Readonly<Record<string, string>> }
  /** `reason` is a whole sentence. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** Tries broken programs: a check must name exactly what was planted, in every set of it. Runs Python. */
export interface HandoutMaker {
  make(request: HandoutRequest, signal?: AbortSignal): Promise<HandoutOutcome>;
}

/** Says which window keeps the running clock, and until when it was alive; survives a crash. */
export interface Lease {
  /** Marks `attempt` as kept by this window, alive now. Never throws. */
  hold(attempt: string): void;
  /** Who kept `attempt` last, and the wall-clock time of its last sign of life; null when unknown. */
  holder(attempt: string): { readonly session: string; readonly at: number } | null;
}

/** Where windows record what they have turned off, so that it is restored whatever happens to them. */
export interface QuietJournal {
  /** Does the work while no other window does the same. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Every window's claim. Never throws: a claim that cannot be read is left out. */
  claims(): readonly FoundClaim[];
  /** Writes this window's claim; it is on disk when this returns. Throws the file system's errors. */
  write(claim: Claim): void;
  /** Leaves only these in the claim of another window. Throws the file system's errors. */
  amend(session: string, made: Claim['made']): void;
  /** Records that this window is alive; returns whether its claim is still there. */
  beat(session: string): boolean;
  /** Records that this window is closing and leaves its claim to others. Never throws. */
  end(session: string): void;
  /** Removes the claims of these sessions. Never throws. */
  remove(sessions: readonly string[]): void;
  /** The settings file's text; null when there is none. */
  read(file: string): string | null;
  /** Restores the file exactly if it still contains what the claim says; returns whether it is now as it was before. */
  putBack(text: SettingsText): boolean;
}

/** The candidate's files on disk. Rejects with a UserError that says what to do; only `replace` overwrites. */
export interface PracticeFiles {
  /** The text, or null when there is no file. */
  read(path: string): Promise<string | null>;
  /** Creates the file and its folders; rejects when a file already exists. */
  create(path: string, text: string): Promise<void>;
  /** Copies the file into `archive/` beside it under a name with the date, and returns the copy's path. */
  archive(path: string, date: Date): Promise<string>;
  /** Gives an existing file this text. The caller has made sure that the old text is kept elsewhere. */
  replace(path: string, text: string): Promise<void>;
}

export interface Interpreter {
  /** Absolute path. */
  readonly path: string;
  readonly python: string;
  readonly torch: string;
}

export type InterpreterSearch =
  | { readonly kind: 'found'; readonly interpreter: Interpreter }
  /** Every program that was asked, with why it does not serve, such as "has no torch". */
  | {
      readonly kind: 'none';
      readonly tried: readonly { readonly path: string; readonly why: string }[];
    };

export type InstallOutcome =
  | { readonly kind: 'installed'; readonly interpreter: Interpreter }
  /** `reason` is a sentence that says what to do. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** Pythons on this machine. */
/** Reviews what somebody drew or wrote, beside the editor's own work: it can take long, and is ended when too long. */
export interface Reviewer {
  /** Never rejects: what cannot be reviewed is refused with a sentence. */
  drawing(text: string, spec: BoardSpec): Promise<Review | Refusal>;
  /** What a design lacks. Rejects with a UserError when that cannot be told. */
  design(text: string): Promise<readonly DesignFinding[]>;
  dispose(): void;
}

/** What says which Python is wanted. */
export interface PythonQuery {
  /** What the user wrote: a path, an environment's folder, `~`, variables, or a name; empty for nothing. */
  readonly written: string;
  /** Absolute paths of the folders that are worked in, the first most. */
  readonly folders: readonly string[];
  /** Programs that others have chosen for these folders. */
  readonly chosen: readonly string[];
  /** Our own environment's folder. */
  readonly own: string;
}

export interface Interpreters {
  /** The programs to ask, best first; what was written is the only one. */
  candidates(query: PythonQuery): readonly string[];
  /** The first of the programs (paths, or names on the PATH) that is Python 3.9 or newer and has torch. */
  find(programs: readonly string[], signal?: AbortSignal): Promise<InterpreterSearch>;
  /** Makes a virtual environment in `folder` with torch for CPU; tells its progress line by line. */
  install(
    folder: string,
    onLine: (line: string) => void,
    signal: AbortSignal,
  ): Promise<InstallOutcome>;
}

/** The packs of the user's own, beside the built-in content. */
export interface Packs {
  /** Those in use. */
  readonly folders: readonly PackFolder[];
  /** All content as it is now. */
  readonly current: ContentIndex;
  /** What is wrong with the packs. */
  readonly problems: readonly Problem[];
  /**
   * Uses these, earlier ones first. `changed` are absolute paths: of files, or of a pack whose files are all examined.
   * Only what has changed is compiled again. Bad content is a problem.
   */
  use(
    folders: readonly PackFolder[] | Promise<readonly PackFolder[]>,
    changed?: readonly string[],
  ): Promise<void>;
  /** Resolves when all that was asked for so far is read. */
  settled(): Promise<void>;
  /** Calls back when other content is there; returns how to stop. */
  onDidChange(listener: () => void): () => void;
}

/** Reads packs without holding anybody up. Rejects only if it cannot work at all, or would take forever. */
export interface PackReader {
  /** `touched` are paths that may have changed; null for all. */
  list(folder: string, touched: readonly string[] | null): Promise<PackListing>;
  /** What lists need of these units. */
  parts(folder: string, units: readonly string[]): Promise<readonly PackPart[]>;
  /** All of one unit. */
  unit(folder: string, unit: string): Promise<Pack>;
}

/** A program of a pack that was graded; `surprise` says why it is not what its name claims, null when it is. */
export interface Proven {
  readonly file: string;
  /** From 1; of its entry, where the program is one of several edits in the file. */
  readonly line: number;
  /** As reports call it, such as gan/mistakes.yaml#detach-missing. */
  readonly name: string;
  readonly drill: string;
  readonly surprise: string | null;
}

export interface ProveRequest {
  /** Absolute path of the pack. */
  readonly folder: string;
  /** Path of the Python to grade with. */
  readonly python: string;
  /** For one program. */
  readonly timeoutMs: number;
  /** The same as {@link CheckRequest.memoryMb}. */
  readonly memoryMb: number;
}

/**
 * Reads the mistakes.yaml in a drill's folder (absolute), which must be there. Never rejects. `unsaved` is what the
 * file will hold, where an editor knows.
 */
export type ReadMistakeEdits = (drillFolder: string, unsaved?: string) => Promise<MistakeEdits>;

export interface ProofListener {
  /** Hears what is done before programs are graded, such as "Preparing softmax". */
  readonly onStep: (what: string) => void;
  readonly onProven: (one: Proven, done: number, all: number) => void;
}

/** Proves packs: starters fail, solutions pass, and every mistake is named. Runs the pack's Python. */
export interface Prover {
  /** Tells every program; resolves to what is wrong with the content and what it lacks. */
  prove(
    request: ProveRequest,
    listener: ProofListener,
    signal: AbortSignal,
  ): Promise<readonly Problem[]>;
}

/** Texts of candidates' files, kept by their content. Never throws: what cannot be kept is left out. */
export interface CodeStore {
  /** Keeps the text and returns its hash; null when it is too large or the disk refuses. */
  put(text: string): Promise<string | null>;
  /** The text, or null when it is not there (any more). */
  get(hash: string): Promise<string | null>;
  /** Absolute path of the file that holds the text, if it is there. */
  pathOf(hash: string): string;
  /** Removes every text but those of `hashes`. */
  keepOnly(hashes: ReadonlySet<string>): Promise<void>;
}
