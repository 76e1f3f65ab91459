/**
 * What crosses between the extension host and the page beside the code. The host owns all state and time; the
 * page is a picture of it and asks for changes. Both ends parse what arrives.
 */
import * as v from 'valibot';
import type { ClockState } from '../core/clock.ts';
import type { Band, Drill, GuideMistake } from '../core/content.ts';
import type { CheckOutcome } from '../core/ports.ts';

/** What the user can ask for with a button or a key on the page. */
export const PAGE_COMMANDS = [
  'start',
  'pause',
  'resume',
  'next-phase',
  'previous-phase',
  'finish',
  'count-away',
  'check',
  'show-hint',
  'compare-solution',
  'open-file',
  'new-attempt',
  'what-next',
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

const text = v.pipe(v.string(), v.maxLength(4096));

const fromPage = v.variant('type', [
  /** The page can receive now; sent again after each reload. */
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('command'), command: v.picklist(PAGE_COMMANDS) }),
  v.object({ type: v.literal('tick-point'), point: text, on: v.boolean() }),
  v.object({ type: v.literal('felt'), rating: v.picklist([1, 2, 3, 4]) }),
  v.object({ type: v.literal('open-line'), line: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  /** Something threw on the page. */
  v.object({ type: v.literal('failed'), message: text }),
]);
export type FromPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromPage(message: unknown): FromPage | null {
  const result = v.safeParse(fromPage, message);
  return result.success ? result.output : null;
}

export interface AttemptOnPage {
  readonly id: string;
  readonly clock: ClockState;
  readonly points: readonly string[];
  readonly hints: readonly number[];
  readonly felt: number | null;
  readonly passed: boolean;
}

export interface CheckOnPage {
  /** Null while the first check runs. */
  readonly outcome: CheckOutcome | null;
  readonly running: boolean;
  /** The file was edited after it was checked. */
  readonly stale: boolean;
}

export interface DrillPageState {
  /** Null before the first attempt. */
  readonly attempt: AttemptOnPage | null;
  /** The host's wall clock when it sent this, in milliseconds. */
  readonly now: number;
  /** Bands by phase in seconds; settings may replace those of the drill. */
  readonly bands: Readonly<Record<string, Band>>;
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
  /** Something the page asked for failed. */
  | { readonly type: 'error'; readonly message: string };

const toPage = v.variant('type', [
  v.object({
    type: v.literal('drill'),
    drill: v.custom<Drill>(isRecord),
    general: v.array(v.custom<GuideMistake>(isRecord)),
    shortcuts: v.custom<Shortcuts>(isRecord),
  }),
  v.object({ type: v.literal('state'), state: v.custom<DrillPageState>(isRecord) }),
  v.object({
    type: v.literal('reveal'),
    target: v.variant('kind', [
      v.object({ kind: v.literal('mistake'), id: text }),
      v.object({ kind: v.literal('hints') }),
    ]),
  }),
  v.object({ type: v.literal('error'), message: text }),
]);

/** Checks the envelope; the inside comes from our own host and is typed, not walked, on every message. */
export function parseToPage(message: unknown): ToPage | null {
  const result = v.safeParse(toPage, message);
  return result.success ? result.output : null;
}

/**
 * What the page keeps through `setState` while it is hidden or the window reloads; a serializer gets it back. Only
 * how it is looked at: nothing that counts as progress.
 */
export interface PageMemory {
  /** Id of the drill that the page shows. */
  readonly drill: string | null;
  readonly attempt: string | null;
  /** What the user opened or closed by hand. */
  readonly open: Readonly<Record<string, boolean>>;
  /** Pixels from the top. */
  readonly scroll: number;
}

const pageMemory = v.object({
  drill: v.nullable(text),
  attempt: v.nullable(text),
  open: v.record(v.string(), v.boolean()),
  scroll: v.number(),
});

/** Remembers nothing when `state` is not a memory of ours. */
export function parsePageMemory(state: unknown): PageMemory {
  const result = v.safeParse(pageMemory, state);
  return result.success ? result.output : { drill: null, attempt: null, open: {}, scroll: 0 };
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
