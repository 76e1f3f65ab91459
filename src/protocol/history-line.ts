/** One line of `history.jsonl`: an event as JSON. Reading never throws. */
import * as v from 'valibot';
import { EVENT_VERSION, eventSchema, type Event } from '../core/events.ts';

export type HistoryLine =
  | { readonly kind: 'event'; readonly event: Event }
  /** Written by a newer version of the product: kept, not understood. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

const KNOWN = new Set<unknown>(eventSchema.options.map((option) => option.entries.kind.literal));

export function parseHistoryLine(line: string): HistoryLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'damaged' };
  }
  const parsed = v.safeParse(eventSchema, value);
  if (parsed.success) return { kind: 'event', event: parsed.output };
  return isNewer(value) ? { kind: 'newer' } : { kind: 'damaged' };
}

function isNewer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('v' in value) || !('kind' in value)) {
    return false;
  }
  if (typeof value.v !== 'number' || typeof value.kind !== 'string') return false;
  return value.v > EVENT_VERSION || !KNOWN.has(value.kind);
}

export function formatHistoryLine(event: Event): string {
  return `${JSON.stringify(event)}\n`;
}
