/**
 * Lines that earlier versions wrote, in the terms of today. The log is only ever appended to, so old lines stay in it for
 * good, and every reader gets them as if they had just been written.
 */
import { EVENT_VERSION } from '../core/events.ts';

/** A JSON object of a line, of which nothing is known yet but that it names a version and a kind. */
export interface TaggedLine {
  readonly v: unknown;
  readonly kind: unknown;
}

/** Version 1 called every exercise a drill, the sitting that an attempt is part of `within`, and a rating a feeling. */
const FIELDS_OF_1: ReadonlyMap<string, string> = new Map([
  ['drill', 'exerciseId'],
  ['within', 'sittingId'],
]);
const KINDS_OF_1: ReadonlyMap<unknown, string> = new Map([['attempt-felt', 'attempt-rated']]);

/** The same line as this version would have written it. A line of this version, or of a newer one, stays as it is. */
export function upgraded(line: TaggedLine): TaggedLine {
  if (line.v !== 1) return line;
  const fields = Object.entries<unknown>({ ...line }).map(
    ([name, value]) => [FIELDS_OF_1.get(name) ?? name, value] as const,
  );
  return {
    ...Object.fromEntries(fields),
    v: EVENT_VERSION,
    kind: KINDS_OF_1.get(line.kind) ?? line.kind,
  };
}
