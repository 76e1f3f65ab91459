/** One line of `history.jsonl`: an event as JSON. Reading never throws. */
import * as v from 'valibot';
import { EVENT_VERSION, eventSchema, type Event } from '../core/events.ts';

export type HistoryLine =
  | { readonly kind: 'event'; readonly event: Event }
  /** Written by a newer version of the product: kept, not understood. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

/** By kind, so that a line is held against one shape and not against all of them. */
const SHAPES = new Map<unknown, v.GenericSchema<unknown, Event>>(
  eventSchema.options.map((option) => [option.entries.kind.literal, option]),
);

export function parseHistoryLine(line: string): HistoryLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'damaged' };
  }
  if (typeof value !== 'object' || value === null || !('v' in value) || !('kind' in value)) {
    return { kind: 'damaged' };
  }
  const shape = SHAPES.get(value.kind);
  const parsed = shape && v.safeParse(shape, value, { abortEarly: true });
  if (parsed?.success) return { kind: 'event', event: parsed.output };
  const newer =
    typeof value.v === 'number' &&
    (value.v > EVENT_VERSION || (typeof value.kind === 'string' && !shape));
  return { kind: newer ? 'newer' : 'damaged' };
}

export function formatHistoryLine(event: Event): string {
  return `${JSON.stringify(event)}\n`;
}
