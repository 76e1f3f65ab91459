/**
 * What crosses between the extension host and the page beside the code. The host owns all state and time; the
 * page is a picture of it and asks for changes. Both ends parse what arrives.
 */
import * as v from 'valibot';
import type { Drill, GuideMistake } from '../core/content.ts';
import type { CheckOutcome } from '../core/ports.ts';
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

/** What the user can ask for with a button or a key on the page. */
export const PAGE_COMMANDS = [
  ...CLOCK_COMMANDS,
  'check',
  'show-hint',
  'compare-solution',
  'open-file',
  'new-attempt',
  'what-next',
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

const fromPage = v.variant('type', [
  ...fromEveryPage,
  ...fromClockPage,
  v.object({ type: v.literal('command'), command: v.picklist(PAGE_COMMANDS) }),
  v.object({ type: v.literal('open-line'), line: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);
export type FromPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromPage(message: unknown): FromPage | null {
  return parseWith(fromPage, message);
}

export interface CheckOnPage {
  /** Null while the first check runs. */
  readonly outcome: CheckOutcome | null;
  readonly running: boolean;
  /** The file was edited after it was checked. */
  readonly stale: boolean;
  /** When the last check ended, in milliseconds of the wall clock; null before it did. */
  readonly endedAt: number | null;
}

export interface DrillPageState extends ClockOnPage {
  /** Null when nothing was checked yet. */
  readonly check: CheckOnPage | null;
  /** Why checks cannot run (no Python, Restricted Mode), as a sentence; null when they can. */
  readonly checksOff: string | null;
  /** Mistakes made in earlier attempts: how often, and when last (wall-clock milliseconds). */
  readonly madeBefore: Readonly<Record<string, { readonly times: number; readonly last: number }>>;
  /** Whether an attempt at this drill ever passed. */
  readonly everPassed: boolean;
  /** Name of the candidate's file, for texts such as "Check lstm_cell.py". */
  readonly fileName: string;
  /** In a mock interview: nothing that gives an answer away is shown. */
  readonly exam: boolean;
  /** What to do next once finished, chosen by the host. */
  readonly next: { readonly title: string; readonly reason: string } | null;
}

/** Keys as people read them (`Ctrl+Alt+N`), for the commands that have one. They work in the code too. */
export type Shortcuts = Readonly<Partial<Record<PageCommand, string>>>;

/** What the page can be asked to open and bring into view. */
export type RevealTarget =
  { readonly kind: 'mistake'; readonly id: string } | { readonly kind: 'hints' };

export type ToPage =
  | {
      readonly type: 'drill';
      readonly drill: Drill;
      readonly general: readonly GuideMistake[];
      readonly shortcuts: Shortcuts;
    }
  | { readonly type: 'state'; readonly state: DrillPageState }
  | { readonly type: 'reveal'; readonly target: RevealTarget }
  | ToEveryPage;

const toPage = v.variant('type', [
  v.object({
    type: v.literal('drill'),
    drill: trusted<Drill>(),
    general: v.array(trusted<GuideMistake>()),
    shortcuts: trusted<Shortcuts>(),
  }),
  v.object({ type: v.literal('state'), state: trusted<DrillPageState>() }),
  v.object({
    type: v.literal('reveal'),
    target: v.variant('kind', [
      v.object({ kind: v.literal('mistake'), id: text }),
      v.object({ kind: v.literal('hints') }),
    ]),
  }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToPage(message: unknown): ToPage | null {
  return parseWith(toPage, message);
}

/** The messages that only this page sends. */
export type FromDrillPage = Exclude<FromPage, FromEveryPage>;
