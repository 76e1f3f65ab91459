/** What crosses between the extension host and the page with the task beside a board. Both ends parse what arrives. */
import * as v from 'valibot';
import type { Refusal, Review } from '../core/drawing-review.ts';
import type { Board } from '../core/content.ts';
import { CLOCK_COMMANDS, fromClockPage, type ClockOnPage } from './clock-page.ts';
import type { Practice } from './oral-page.ts';
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
export const WHITEBOARD_COMMANDS = [
  ...CLOCK_COMMANDS,
  'open-file',
  'review',
  /** Opens the reference beside the drawing. */
  'reference',
  'new-attempt',
  'what-next',
] as const;
export type WhiteboardCommand = (typeof WHITEBOARD_COMMANDS)[number];

const fromPage = v.variant('type', [
  ...fromEveryPage,
  ...fromClockPage,
  v.object({ type: v.literal('command'), command: v.picklist(WHITEBOARD_COMMANDS) }),
  /** Opens another exercise. */
  v.object({ type: v.literal('open'), exercise: text }),
  /** Selects on the board what a finding is about. */
  v.object({ type: v.literal('select'), elements: v.array(text) }),
]);
export type FromWhiteboardPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromWhiteboardPage(message: unknown): FromWhiteboardPage | null {
  return parseWith(fromPage, message);
}

/** The task without what drawings are held against. */
export type BoardTask = Omit<Board, 'spec'>;

export interface ReviewOnPage {
  readonly result: Review | Refusal;
  /** The drawing was changed since. */
  readonly stale: boolean;
  /** When it was asked for in this window; null where it was made again after a reload. */
  readonly askedAt: number | null;
}

export interface WhiteboardPageState extends ClockOnPage {
  /** Name of the drawing's file; null before there is one. */
  readonly fileName: string | null;
  /** Null when none was asked for. */
  readonly review: ReviewOnPage | null;
  /** What to do next once finished, chosen by the host. */
  readonly next: { readonly title: string; readonly reason: string } | null;
}

type Keys = Readonly<Partial<Record<WhiteboardCommand, string>>>;

export type ToWhiteboardPage =
  | {
      readonly type: 'task';
      readonly task: BoardTask;
      readonly practice: readonly Practice[];
      /** Keys by command, as people read them; they work in the editor too. */
      readonly shortcuts: Keys;
    }
  | { readonly type: 'state'; readonly state: WhiteboardPageState }
  | ToEveryPage;

const toPage = v.variant('type', [
  v.object({
    type: v.literal('task'),
    task: trusted<BoardTask>(),
    practice: v.array(trusted<Practice>()),
    shortcuts: trusted<Keys>(),
  }),
  v.object({ type: v.literal('state'), state: trusted<WhiteboardPageState>() }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToWhiteboardPage(message: unknown): ToWhiteboardPage | null {
  return parseWith(toPage, message);
}

/** The messages that only this page sends. */
export type FromWhiteboard = Exclude<FromWhiteboardPage, FromEveryPage>;
