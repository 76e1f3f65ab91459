/**
 * What crosses between the extension host and the page of a deep dive, an unknown question or a system design. Both
 * ends parse what arrives.
 */
import * as v from 'valibot';
import type { Oral } from '../core/content.ts';
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
import type { DesignFinding } from '../core/design-finding.ts';

/** What the user can ask for with a button or a key on the page. */
export const ORAL_COMMANDS = [
  ...CLOCK_COMMANDS,
  /** Stops the clock and shows the answers. */
  'reveal',
  'new-attempt',
  'what-next',
  /** Only for a system design, which has a file. */
  'open-file',
  'review',
  'open-answer',
] as const;
export type OralCommand = (typeof ORAL_COMMANDS)[number];

const fromPage = v.variant('type', [
  ...fromEveryPage,
  ...fromClockPage,
  v.object({ type: v.literal('command'), command: v.picklist(ORAL_COMMANDS) }),
  /** Opens another exercise. */
  v.object({ type: v.literal('open'), exercise: text }),
  v.object({ type: v.literal('open-line'), line: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);
export type FromOralPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromOralPage(message: unknown): FromOralPage | null {
  return parseWith(fromPage, message);
}

/** Another exercise that practises the same. */
export interface Practice {
  readonly exercise: string;
  readonly title: string;
  /** What one of its kind is called, such as `coding drill`. */
  readonly kind: string;
}

export interface OralPageState extends ClockOnPage {
  /** Name of the candidate's file; null where nothing is written. */
  readonly fileName: string | null;
  /** What the review of the file found; null when none was asked for. */
  readonly review: readonly DesignFinding[] | null;
  /** When that was asked for last in this window; null for never. */
  readonly askedAt: number | null;
  /** What to do next once finished, chosen by the host. */
  readonly next: { readonly title: string; readonly reason: string } | null;
}

export type ToOralPage =
  | {
      readonly type: 'oral';
      readonly oral: Oral;
      readonly practice: readonly Practice[];
      /** Keys by command, as people read them; they work in the editor too. */
      readonly shortcuts: Readonly<Partial<Record<OralCommand, string>>>;
    }
  | { readonly type: 'state'; readonly state: OralPageState }
  | ToEveryPage;

const toPage = v.variant('type', [
  v.object({
    type: v.literal('oral'),
    oral: trusted<Oral>(),
    practice: v.array(trusted<Practice>()),
    shortcuts: trusted<Readonly<Partial<Record<OralCommand, string>>>>(),
  }),
  v.object({ type: v.literal('state'), state: trusted<OralPageState>() }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToOralPage(message: unknown): ToOralPage | null {
  return parseWith(toPage, message);
}

/** The messages that only this page sends. */
export type FromOral = Exclude<FromOralPage, FromEveryPage>;
