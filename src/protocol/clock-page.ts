/** The clock on a page: what is the same on every page that has one. */
import * as v from 'valibot';
import type { ClockState } from '../core/clock.ts';
import { text } from './page.ts';
import type { Band } from '../core/basics.ts';

/** What the user can ask of the clock. */
export const CLOCK_COMMANDS = [
  'start',
  'pause',
  'resume',
  'next-phase',
  'previous-phase',
  'finish',
  'count-away',
] as const;
export type ClockCommand = (typeof CLOCK_COMMANDS)[number];

export const fromClockPage = [
  v.object({ type: v.literal('tick-point'), point: text, on: v.boolean() }),
  v.object({ type: v.literal('rate'), rating: v.picklist([1, 2, 3, 4]) }),
] as const;
export type FromClockPage = v.InferOutput<(typeof fromClockPage)[number]>;

export interface AttemptOnPage {
  readonly id: string;
  readonly clock: ClockState;
  readonly points: readonly string[];
  readonly hints: readonly number[];
  readonly rating: number | null;
  /** The rating that the facts speak for, which counts until the user gives another. */
  readonly suggested: number;
  readonly passed: boolean;
  readonly revealed: boolean;
}

/** What a page needs to draw the clock of an attempt. */
export interface ClockOnPage {
  /** Null before the first attempt. */
  readonly attempt: AttemptOnPage | null;
  /** The host's wall clock when it sent this, in milliseconds. */
  readonly now: number;
  /** Bands by phase in seconds; settings may replace those of the content. */
  readonly bands: Readonly<Record<string, Band>>;
}
