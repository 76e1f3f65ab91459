/** One line of `history.jsonl`: an event as JSON. Reading never throws. */
import { EVENT_VERSION, isEvent, isEventKind, type Event } from '../core/events.ts';
import { upgraded, type TaggedLine } from './event-upgrade.ts';

export interface HistoryLine {
  /** A newer version of the product wrote a `newer` line: it is kept, not understood. */
  readonly kind: 'event' | 'newer' | 'damaged';
  /** The event, or the whole events that stand beside what is damaged. */
  readonly events: readonly Event[];
}

/** How each line of ours begins; inside a JSON string the quotes are escaped, so it stands nowhere else. */
const LINE_START = /\{"v":\d+,"id":"/g;
/** A crash tears a line or two. What fails more often is not ours, and each failure costs time. */
const MOST_FAILURES = 100;

export function parseHistoryLine(line: string): HistoryLine {
  const value = parseLine(line.trim());
  if (value !== null) {
    if (isEvent(value)) return { kind: 'event', events: [value] };
    if (isNewer(value)) return { kind: 'newer', events: [] };
  }
  return { kind: 'damaged', events: [...salvage(line)] };
}

export function formatHistoryLine({ v, ...event }: Event): string {
  return `${JSON.stringify({ v, ...event })}\n`;
}

function isNewer({ v, kind }: TaggedLine): boolean {
  if (typeof v !== 'number') return false;
  return v > EVENT_VERSION || (typeof kind === 'string' && !isEventKind(kind));
}

/** A crash can leave half a line before a whole one, and a lost newline two lines in one. */
function* salvage(line: string): Generator<Event> {
  const starts = [...line.matchAll(LINE_START)].map((match) => match.index);
  let failures = 0;
  for (let i = 0; i < starts.length && failures < MOST_FAILURES; i += 1) {
    const text = firstObject(line.slice(starts[i], starts[i + 1]));
    const value = text === null ? null : parseLine(text);
    if (value !== null && isEvent(value)) yield value;
    else failures += 1;
  }
}

/** From the opening brace, with which `text` begins, to the one that closes it; null when none does. */
function firstObject(text: string): string | null {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '\\') i += 1;
    else if (char === '"') inString = !inString;
    else if (char === '{' && !inString) depth += 1;
    else if (char === '}' && !inString) depth -= 1;
    if (depth === 0) return text.slice(0, i + 1);
  }
  return null;
}

/** Does not try what does not even look like an event: each failure costs more than everything else. */
function parseLine(text: string): TaggedLine | null {
  if (!text.startsWith('{') || !text.endsWith('}')) return null;
  if (!text.includes('"v"') || !text.includes('"kind"')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isTagged(value) ? upgraded(value) : null;
  } catch {
    return null;
  }
}

function isTagged(value: unknown): value is TaggedLine {
  return typeof value === 'object' && value !== null && 'v' in value && 'kind' in value;
}
