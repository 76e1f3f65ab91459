/** What crosses between the extension host and the page of a rapid-fire round. Both ends parse what arrives. */
import * as v from 'valibot';
import type { Oral } from '../core/content.ts';
import type { RoundStage } from '../core/round.ts';
import type { Practice } from './oral-page.ts';
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

/** What the user can ask for with a button or a key on the page. */
export const ROUND_COMMANDS = [
  'start',
  'pause',
  'resume',
  'count-away',
  /** Stops the clock and shows the answer. */
  'reveal',
  /** Ends the round here. */
  'end',
  'new-round',
  /** A round of the questions that should be answered again. */
  'repeat',
  'what-next',
] as const;
export type RoundCommand = (typeof ROUND_COMMANDS)[number];

const fromPage = v.variant('type', [
  ...fromEveryPage,
  fromClockPage[0],
  v.object({ type: v.literal('command'), command: v.picklist(ROUND_COMMANDS) }),
  /** Names the attempt, so that a second press never rates the question after it. */
  v.object({ type: v.literal('rate'), attempt: text, rating: v.picklist([1, 2, 3, 4]) }),
  /** Opens another exercise. */
  v.object({ type: v.literal('open'), exercise: text }),
]);
export type FromRoundPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromRoundPage(message: unknown): FromRoundPage | null {
  return parseWith(fromPage, message);
}

export interface RoundQuestion {
  readonly oral: Oral;
  /** The question as plain text, for screen readers. */
  readonly ask: string;
  /** What else practises it. */
  readonly practice: readonly Practice[];
}

export interface Round {
  /** The sitting. */
  readonly id: string;
  readonly title: string;
  readonly questions: readonly RoundQuestion[];
}

/** The clock is that of the question in front. */
export interface RoundPageState extends ClockOnPage {
  readonly stage: RoundStage;
  readonly position: number;
  /** Attempts of this round by exercise. */
  readonly attempts: Readonly<Record<string, AttemptOnPage>>;
  /** When each question that was answered comes back, in wall-clock milliseconds. */
  readonly due: Readonly<Record<string, number>>;
  /** What to do after the round, chosen by the host. */
  readonly next: { readonly title: string; readonly reason: string } | null;
}

export type ToRoundPage =
  | { readonly type: 'round'; readonly round: Round }
  | { readonly type: 'state'; readonly state: RoundPageState }
  | ToEveryPage;

const toPage = v.variant('type', [
  v.object({ type: v.literal('round'), round: trusted<Round>() }),
  v.object({ type: v.literal('state'), state: trusted<RoundPageState>() }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToRoundPage(message: unknown): ToRoundPage | null {
  return parseWith(toPage, message);
}

/** The messages that only this page sends. */
export type FromRound = Exclude<FromRoundPage, FromEveryPage>;
