/** What crosses between the extension host and a board. Both ends parse what arrives. */
import * as v from 'valibot';
import { LONGEST_DRAWING } from '../core/drawing-file.ts';
import { fromEveryPage, parseWith, text, toEveryPage } from './page.ts';

const drawing = v.pipe(v.string(), v.maxLength(LONGEST_DRAWING));
/** Counts the scenes that the host has sent; a change that was made to an older one comes too late. */
const turn = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the board leaves to the editor around it. */
export const BOARD_COMMANDS = ['undo', 'redo', 'open-as-text'] as const;
export type BoardCommand = (typeof BOARD_COMMANDS)[number];

const fromBoard = v.variant('type', [
  ...fromEveryPage,
  /** The drawing changed; `text` is what its file should hold. */
  v.object({ type: v.literal('changed'), text: drawing, turn }),
  /** The answer to `flush`: what the file should hold, or null when that was told already. */
  v.object({ type: v.literal('flushed'), text: v.nullable(drawing), turn, request: turn }),
  v.object({ type: v.literal('command'), command: v.picklist(BOARD_COMMANDS) }),
]);
export type FromBoard = v.InferOutput<typeof fromBoard>;

/** The message, or null when it is not one of ours. */
export function parseFromBoard(message: unknown): FromBoard | null {
  return parseWith(fromBoard, message);
}

const toBoard = v.variant('type', [
  ...toEveryPage,
  /** What to show from now on. */
  v.object({ type: v.literal('scene'), text: drawing, turn, readOnly: v.boolean() }),
  /** The file holds no drawing; `say` tells why and what to do. */
  v.object({ type: v.literal('broken'), say: text, turn }),
  /** Asks at once for what was not told yet. */
  v.object({ type: v.literal('flush'), request: turn }),
  /** Selects these elements and brings them into view. */
  v.object({ type: v.literal('select'), elements: v.array(text) }),
]);
export type ToBoard = v.InferOutput<typeof toBoard>;

/** The message, or null when it is not one of ours. */
export function parseToBoard(message: unknown): ToBoard | null {
  return parseWith(toBoard, message);
}
