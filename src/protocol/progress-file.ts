/**
 * Everything that a user did, as one file: the lines of the history, and a line for each kept text of code. It is
 * what an export writes, an import reads, and machines leave for each other in a shared folder.
 */
import type { Event } from '../core/events.ts';
import { inSlices } from '../core/slices.ts';
import { Damage } from './damage.ts';
import { formatHistoryLine, parseHistoryLine } from './history-line.ts';
import type { Line } from './lines.ts';

export interface Progress {
  readonly events: readonly Event[];
  /** Texts of code by their hash. */
  readonly codes: ReadonlyMap<string, string>;
  /** Lines that cannot be read. */
  readonly damage: Damage;
}

const CODE = 'code-text';

export function formatCodeLine(hash: string, text: string): string {
  return `${JSON.stringify({ v: 1, kind: CODE, hash, text })}\n`;
}

export function* formatProgress(
  events: readonly Event[],
  codes: ReadonlyMap<string, string>,
): Generator<string> {
  for (const event of events) yield formatHistoryLine(event);
  for (const [hash, text] of codes) yield formatCodeLine(hash, text);
}

export interface ReadingOptions {
  readonly signal?: AbortSignal;
  /** To which the damage is added. */
  readonly damage?: Damage;
}

/**
 * Reads lines that anybody may have written, while others get their turn; null when `signal` ended it. Lines of newer
 * versions are left out without a word.
 */
export async function readProgress(
  lines: Iterable<Line>,
  { signal, damage = new Damage() }: ReadingOptions = {},
): Promise<Progress | null> {
  const events: Event[] = [];
  const codes = new Map<string, string>();
  const whole = await inSlices(
    lines,
    ({ text, number }) => {
      const code = codeIn(text);
      if (code) {
        codes.set(code.hash, code.text);
        return;
      }
      const parsed = parseHistoryLine(text);
      for (const event of parsed.events) events.push(event);
      if (parsed.kind === 'damaged') damage.add(number);
    },
    signal,
  );
  return whole ? { events, codes, damage } : null;
}

function codeIn(line: string): { readonly hash: string; readonly text: string } | null {
  if (!line.includes(`"${CODE}"`)) return null;
  try {
    const { kind, hash, text } = JSON.parse(line) as Record<string, unknown>;
    return kind === CODE && typeof hash === 'string' && typeof text === 'string'
      ? { hash, text }
      : null;
  } catch {
    return null;
  }
}

/** Hashes of all texts that the events speak of. */
export function codesOf(events: Iterable<Event>): ReadonlySet<string> {
  return new Set([...events].flatMap((event) => textOf(event) ?? []));
}

/** The hash of the text that an event speaks of, or null. */
export function textOf(event: Event): string | null {
  if (event.kind === 'code-kept') return event.code;
  return event.kind === 'program-broken' ? event.key : null;
}
