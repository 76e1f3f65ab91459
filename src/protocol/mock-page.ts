/** What crosses between the extension host and the page of a mock interview. Both ends parse what arrives. */
import * as v from 'valibot';
import type { CuedPhase, GuideMistake, Oral } from '../core/content.ts';
import type { Kind } from '../core/kinds.ts';
import type { MockStage } from '../core/mock/place.ts';
import { fromClockPage, type AttemptOnPage, type ClockOnPage } from './clock-page.ts';
import {
  fromEveryPage,
  trusted,
  parseWith,
  text,
  toEveryPage,
  type FromEveryPage,
  type ToEveryPage,
} from './page.ts';

/** What the user can ask for with a button on the page. */
export const MOCK_COMMANDS = [
  /** Begins the part in front. */
  'start',
  'pause',
  'resume',
  'next-phase',
  'previous-phase',
  'count-away',
  /** Ends the part in front. */
  'finish',
  /** Ends the whole interview. */
  'end',
  'open-file',
  'export',
  'new-mock',
] as const;
export type MockCommand = (typeof MOCK_COMMANDS)[number];

/** Ticks and ratings come after the end, and say of which part they are. */
const ofPart = { attempt: text };
const [tick, rate] = fromClockPage;

const fromPage = v.variant('type', [
  ...fromEveryPage,
  v.object({ ...tick.entries, ...ofPart }),
  v.object({ ...rate.entries, ...ofPart }),
  v.object({ type: v.literal('command'), command: v.picklist(MOCK_COMMANDS) }),
  /** One of the general mistakes was made, or not after all. */
  v.object({ type: v.literal('mistake'), mistake: text, on: v.boolean() }),
  /** Opens what to practise next, by its place in the list. */
  v.object({ type: v.literal('open-next'), index: v.pipe(v.number(), v.integer()) }),
]);
export type FromMockPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromMockPage(message: unknown): FromMockPage | null {
  return parseWith(fromPage, message);
}

export interface MockPart {
  readonly exercise: string;
  readonly kind: Kind;
  readonly title: string;
  /** Whole minutes that it usually takes. */
  readonly minutes: number;
  readonly phases: readonly CuedPhase[];
  /** What is asked and answered on this page; null where it is worked out in a file. */
  readonly oral: Oral | null;
}

export interface Mock {
  /** The sitting. */
  readonly id: string;
  readonly minutes: number;
  readonly parts: readonly MockPart[];
  readonly general: readonly GuideMistake[];
}

export interface PartResult {
  readonly attempt: AttemptOnPage;
  /** Whether the code passed; null where none was checked. */
  readonly passed: boolean | null;
  /** Titles of the mistakes that the checks named. */
  readonly mistakes: readonly string[];
}

/** The clock is that of the part in front. */
export interface MockPageState extends ClockOnPage {
  readonly stage: MockStage;
  readonly position: number;
  /** Milliseconds of all parts that are over. */
  readonly before: number;
  /** By exercise; only of parts that were begun. */
  readonly results: Readonly<Record<string, PartResult>>;
  /** Ids of the general mistakes that the user admits. */
  readonly admitted: readonly string[];
  /** Name of the file in front, or null. */
  readonly fileName: string | null;
  readonly next: readonly { readonly title: string; readonly reason: string }[];
}

export type ToMockPage =
  | { readonly type: 'mock'; readonly mock: Mock }
  | { readonly type: 'state'; readonly state: MockPageState }
  | ToEveryPage;

const toPage = v.variant('type', [
  v.object({ type: v.literal('mock'), mock: trusted<Mock>() }),
  v.object({ type: v.literal('state'), state: trusted<MockPageState>() }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToMockPage(message: unknown): ToMockPage | null {
  return parseWith(toPage, message);
}

/** The messages that only this page sends. */
export type FromMock = Exclude<FromMockPage, FromEveryPage>;
