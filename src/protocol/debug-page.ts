/** What crosses between the extension host and the page of a debugging drill. Both ends parse what arrives. */
import * as v from 'valibot';
import type { CuedPhase } from '../core/content.ts';
import type { DiffLine } from '../core/debugging/lines.ts';
import type { Talk } from '../core/debugging/exercise.ts';
import type { Report } from '../core/debugging/program.ts';
import { CLOCK_COMMANDS, fromClockPage, type ClockOnPage } from './clock-page.ts';
import {
  fromEveryPage,
  trusted,
  parseWith,
  text,
  toEveryPage,
  type FromEveryPage,
  type ToEveryPage,
} from './page.ts';
import type { Html } from '../core/basics.ts';

export const DEBUG_COMMANDS = [
  ...CLOCK_COMMANDS,
  'open-file',
  'check',
  /** The next hint about a mistake that is left. */
  'show-hint',
  /** Ends the attempt and tells what is left. */
  'give-up',
  /** The program as it was before it was broken, beside the file. */
  'compare',
  'new-attempt',
  'what-next',
] as const;
export type DebugCommand = (typeof DEBUG_COMMANDS)[number];

const fromPage = v.variant('type', [
  ...fromEveryPage,
  ...fromClockPage,
  v.object({ type: v.literal('command'), command: v.picklist(DEBUG_COMMANDS) }),
  /** Goes on with the repaired program in the drill with this id. */
  v.object({ type: v.literal('start-stage'), drill: text }),
  /** A line of the file, from 1. */
  v.object({ type: v.literal('open-line'), line: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  /** A line of the handed-out program is no longer suspected. */
  v.object({ type: v.literal('clear-suspicion'), line: v.pipe(v.number(), v.integer()) }),
]);
export type FromDebugPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromDebugPage(message: unknown): FromDebugPage | null {
  return parseWith(fromPage, message);
}

/** What changes only with the exercise. */
export interface DebugDrill {
  /** Such as `debug/softmax`. */
  readonly id: string;
  readonly title: string;
  /** The coding question that the program answers. */
  readonly question: Html;
  readonly contract: Html;
  readonly talk: Readonly<
    Record<string, { readonly cue: string; readonly talking: readonly Talk[] }>
  >;
  /** Keys by command, as people read them. */
  readonly shortcuts: Readonly<Record<string, string>>;
}

export interface SuspicionOnPage {
  /** Of the handed-out program. */
  readonly line: number;
  readonly text: string;
  /** Where that line is in the file now; null once it was changed. */
  readonly now: number | null;
}

export type DebugCheckOnPage =
  | {
      readonly kind: 'counted';
      readonly passed: boolean;
      /** How many of the planted mistakes are left; at least so many where `certain` is false. */
      readonly left: number;
      readonly certain: boolean;
      readonly broken: readonly { readonly message: string; readonly line: number | null }[];
    }
  /** The check could not be made; `message` says why and what to do. */
  | { readonly kind: 'failed'; readonly message: string; readonly line: number | null };

export interface HintOnPage {
  /** Which mistake it is about, from 0, in the order of the hints. */
  readonly mistake: number;
  readonly step: 'function' | 'symptom' | 'line';
  readonly html: Html;
  /** Of the file, where the hint names a line. */
  readonly line: number | null;
}

export interface DebriefedMistakeOnPage {
  readonly id: string;
  readonly title: string;
  readonly found: boolean;
  /** Milliseconds on the clock from its start to the check that no longer found it. */
  readonly goneAfterMs: number | null;
  readonly suspected: boolean;
  readonly hints: number;
  readonly lines: readonly number[];
  readonly repair: readonly (DiffLine | null)[];
  readonly why: Html;
  readonly notice: Html;
  readonly fix: Html;
  /** How often it was planted in earlier attempts, and how often missed. */
  readonly before: { readonly planted: number; readonly missed: number };
}

export interface DebugDebriefOnPage {
  readonly mistakes: readonly DebriefedMistakeOnPage[];
  readonly rightSuspicions: readonly SuspicionOnPage[];
  readonly wrongSuspicions: readonly SuspicionOnPage[];
  /** Sentences about what was newly broken at the end. */
  readonly broken: readonly string[];
  readonly timesBroken: number;
  readonly changed: number;
  readonly needed: number;
  /** Makes the same program again, such as `2-1234`. */
  readonly code: string;
}

export interface StageOnPage {
  /** Of the coding drill. */
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
}

export interface DebugPageState extends ClockOnPage {
  readonly phases: readonly CuedPhase[];
  /** How many mistakes the program has; null before there is one. */
  readonly planted: number | null;
  readonly report: Report | null;
  readonly fileName: string;
  readonly suspicions: readonly SuspicionOnPage[];
  readonly running: boolean;
  /** Whether the file was edited since the last check. */
  readonly stale: boolean;
  readonly check: DebugCheckOnPage | null;
  /** When the last check of this window ended; null before it did. */
  readonly endedAt: number | null;
  /** Why nothing can be checked, or null. */
  readonly checksOff: string | null;
  readonly hints: readonly HintOnPage[];
  readonly moreHints: boolean;
  /** Part of a mock interview: checks, hints and the debrief wait for its end. */
  readonly exam: boolean;
  /** Null until the attempt is over. */
  readonly debrief: DebugDebriefOnPage | null;
  /** Drills that continue the repaired program, once it is repaired. */
  readonly stages: readonly StageOnPage[];
  /** What to do next once finished, chosen by the host. */
  readonly next: { readonly title: string; readonly reason: string } | null;
}

export type ToDebugPage =
  | { readonly type: 'drill'; readonly drill: DebugDrill }
  | { readonly type: 'state'; readonly state: DebugPageState }
  | ToEveryPage;

const toPage = v.variant('type', [
  v.object({ type: v.literal('drill'), drill: trusted<DebugDrill>() }),
  v.object({ type: v.literal('state'), state: trusted<DebugPageState>() }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToDebugPage(message: unknown): ToDebugPage | null {
  return parseWith(toPage, message);
}

/** The messages that only this page sends. */
export type FromDebug = Exclude<FromDebugPage, FromEveryPage>;
