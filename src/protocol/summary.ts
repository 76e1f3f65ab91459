/**
 * The summary as it travels with Settings Sync: small, and read as a stranger's. Each review is one word, its time to
 * the base of 36 and its rating, `0` for one whose attempt was deleted.
 */
import type { Tick } from '../core/checklist-facts.ts';
import { isEventId } from '../core/event-id.ts';
import { isText, inRange } from '../core/guards.ts';
import type { SyncedReview } from '../core/schedule/elsewhere.ts';
import { joinSummaries, NO_SUMMARY, type Summary } from '../core/summary.ts';

const VERSION = 1;

/** How a summary is written. */
export interface WrittenSummary {
  readonly v: typeof VERSION;
  readonly reset: string;
  /** Item to `+` or `-` and an event's id. */
  readonly ticks: Readonly<Record<string, string>>;
  readonly passes: Readonly<Record<string, string>>;
  readonly reviews: Readonly<Record<string, string>>;
}

const LOOK = /^([0-9a-z]{1,11})([0-4])$/;
const isTime = inRange(0, 8.64e15);

export function writeSummary({ checklist, reviews }: Summary): WrittenSummary {
  const { reset, ticks, passes } = checklist;
  return {
    v: VERSION,
    reset,
    ticks: record(ticks, ({ on, id }) => `${on ? '+' : '-'}${id}`),
    passes: record(passes, (id) => id),
    reviews: record(reviews, (looks) =>
      looks.map(({ at, rating }) => `${Math.round(at).toString(36)}${rating ?? 0}`).join(' '),
    ),
  };
}

/**
 * The summary in `value`, without what cannot be read; empty for nothing at all. Null when a newer version wrote it:
 * then it is left as it is.
 */
export function readSummary(value: unknown): Summary | null {
  if (typeof value !== 'object' || value === null) return NO_SUMMARY;
  const { v, reset, ticks, passes, reviews } = value as Readonly<Record<string, unknown>>;
  if (typeof v === 'number' && v > VERSION) return null;
  if (v !== VERSION) return NO_SUMMARY;
  const read: Summary = {
    checklist: {
      reset: isEventId(reset) ? reset : '',
      ticks: entries(ticks, readTick),
      passes: entries(passes, (id) => (isEventId(id) ? id : null)),
    },
    reviews: entries(reviews, readLooks),
  };
  // Within the limit, whoever wrote it.
  return joinSummaries(read, NO_SUMMARY);
}

function readTick(text: string): Tick | null {
  const id = text.slice(1);
  return /^[+-]/.test(text) && isEventId(id) ? { on: text.startsWith('+'), id } : null;
}

function readLooks(text: string): readonly SyncedReview[] | null {
  const looks = text.split(' ').flatMap((word): SyncedReview[] => {
    const [, time = '', rating = ''] = LOOK.exec(word) ?? [];
    const at = parseInt(time, 36);
    const number = Number(rating);
    if (!isTime(at)) return [];
    return [
      { at, rating: number === 1 || number === 2 || number === 3 || number === 4 ? number : null },
    ];
  });
  return looks.length > 0 ? looks : null;
}

function record<T>(
  map: ReadonlyMap<string, T>,
  write: (value: T) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries([...map].map(([key, value]) => [key, write(value)]));
}

function entries<T>(value: unknown, read: (text: string) => T | null): ReadonlyMap<string, T> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, text]: [string, unknown]): [string, T][] => {
      const one = isText(key) && typeof text === 'string' ? read(text) : null;
      return one === null ? [] : [[key, one]];
    }),
  );
}
