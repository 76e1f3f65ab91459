/**
 * Translates lines that earlier versions wrote. The log is only ever appended to, so it keeps old lines for good; every
 * reader gets them as if this version had written them.
 */
import { EVENT_VERSION } from '../core/events.ts';

/** The JSON object of a line. All that is known of it is that it has a version and a kind. */
export interface TaggedLine {
  readonly v: unknown;
  readonly kind: unknown;
}

/** Version 1 called every exercise a drill, and an attempt's sitting `within`. */
const FIELDS_OF_1: ReadonlyMap<string, string> = new Map([
  ['drill', 'exerciseId'],
  ['within', 'sittingId'],
]);
const KINDS_OF_1: ReadonlyMap<unknown, string> = new Map([['attempt-felt', 'attempt-rated']]);

/** The line as this version would have written it. Lines of this version and of newer ones stay as they are. */
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
