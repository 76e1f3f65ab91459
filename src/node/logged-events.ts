/** The events in a log: at once, or a slice at a time. */
import type { Event } from '../core/events.ts';
import { inSlices, othersTurn } from '../core/slices.ts';
import type { Damage } from '../protocol/damage.ts';
import { parseHistoryLine } from '../protocol/history-line.ts';
import type { Line } from '../protocol/lines.ts';
import type { LogFile, NewLines } from './log-file.ts';

/** How many bytes are read at once while others wait. */
export const SLICE = 1 << 20;

export function eventsIn({ lines, rest }: NewLines, damage?: Damage): Event[] {
  const events: Event[] = [];
  for (const line of lines) readLine(line, events, damage);
  // A last line that lacks only its newline is whole; one that is half written is not damaged yet.
  for (const line of rest) readLine(line, events);
  return events;
}

/** All that is new in the log, while others get their turn. Throws when it cannot be read. */
export async function eventsSlowly(log: LogFile, damage?: Damage): Promise<Event[]> {
  const events: Event[] = [];
  for (;;) {
    const { lines, rest, more } = log.readNew(SLICE);
    await inSlices(lines, (line) => readLine(line, events, damage));
    await inSlices(rest, (line) => readLine(line, events));
    if (!more) return events;
    await othersTurn();
  }
}

function readLine({ text, number }: Line, events: Event[], damage?: Damage): void {
  const parsed = parseHistoryLine(text);
  if (parsed.kind === 'damaged') damage?.add(number);
  for (const event of parsed.events) events.push(event);
}
