/** One line of `history.jsonl`: an event as JSON. Reading never throws. */
import { EVENT_VERSION, isEvent, isEventKind, type Event } from '../core/events.ts';

export type HistoryLine =
  | { readonly kind: 'event'; readonly event: Event }
  /** Written by a newer version of the product: kept, not understood. */
  | { readonly kind: 'newer' }
  /** `saved` are the whole events that stand beside what is damaged. */
  | { readonly kind: 'damaged'; readonly saved: readonly Event[] };

/** How each line begins; inside a JSON string the quotes are escaped, so it stands nowhere else. */
const LINE_START = /\{"v":/g;

export function parseHistoryLine(line: string): HistoryLine {
  const value = parseJson(line);
  if (isTagged(value)) {
    if (isEvent(value)) return { kind: 'event', event: value };
    if (isNewer(value)) return { kind: 'newer' };
  }
  return { kind: 'damaged', saved: salvage(line) };
}

export function formatHistoryLine({ v, ...event }: Event): string {
  return `${JSON.stringify({ v, ...event })}\n`;
}

function isNewer({ v, kind }: { readonly v: unknown; readonly kind: unknown }): boolean {
  if (typeof v !== 'number') return false;
  return v > EVENT_VERSION || (typeof kind === 'string' && !isEventKind(kind));
}

/** A crash can leave half a line before a whole one, and a lost newline two lines in one. */
function salvage(line: string): Event[] {
  const starts = [...line.matchAll(LINE_START)].map((match) => match.index);
  return starts.flatMap((start, i) => {
    const piece = line.slice(start, starts[i + 1]);
    const value = parseJson(piece.slice(0, piece.lastIndexOf('}') + 1));
    return isTagged(value) && isEvent(value) ? [value] : [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTagged(value: unknown): value is { readonly v: unknown; readonly kind: unknown } {
  return typeof value === 'object' && value !== null && 'v' in value && 'kind' in value;
}
