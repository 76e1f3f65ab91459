/** What crosses between the extension host and every page, and what every page remembers. */
import * as v from 'valibot';

/** A string that a page may send. */
export const text = v.pipe(v.string(), v.maxLength(4096));

/** Messages of every page. */
export const fromEveryPage = [
  /** The page can receive now; sent again after each reload. */
  v.object({ type: v.literal('ready') }),
  /** Something threw on the page. */
  v.object({ type: v.literal('failed'), message: text }),
] as const;
export type FromEveryPage = v.InferOutput<(typeof fromEveryPage)[number]>;

/** Something that the page asked for failed. */
export const toEveryPage = [v.object({ type: v.literal('error'), message: text })] as const;
export type ToEveryPage = v.InferOutput<(typeof toEveryPage)[number]>;

/**
 * What the host adds to each message: how many of the page's messages it had carried out. A state that was sent before a
 * click had arrived says nothing about that click.
 */
export interface Acknowledging {
  readonly carriedOut: number;
}

/** The count in a message to a page; null where there is none. */
export function carriedOutIn(message: unknown): number | null {
  return parseWith(v.object({ carriedOut: v.number() }), message)?.carriedOut ?? null;
}

/** The value as `schema` reads it, or null when it is none of ours. */
export function parseWith<S extends v.GenericSchema>(
  schema: S,
  message: unknown,
): v.InferOutput<S> | null {
  const result = v.safeParse(schema, message);
  return result.success ? result.output : null;
}

/**
 * For what comes from our own host and is large: typed, not walked, on every message; the envelope around it is
 * checked.
 */
export function trusted<T>(): v.CustomSchema<T, undefined> {
  return v.custom<T>((value) => typeof value === 'object' && value !== null);
}

/**
 * What a page keeps through `setState` while it is hidden or the window reloads; a serializer gets it back. Only
 * how it is looked at: nothing that counts as progress.
 */
export interface PageMemory {
  /** What the page shows: the id of an exercise, of a sitting, or another that its kind of page knows. */
  readonly subject: string | null;
  readonly attempt: string | null;
  /** What the user opened or closed by hand. */
  readonly open: Readonly<Record<string, boolean>>;
  /** Pixels from the top. */
  readonly scroll: number;
  /** What has already come into view as news. */
  readonly news: readonly string[];
}

const NO_MEMORY: PageMemory = { subject: null, attempt: null, open: {}, scroll: 0, news: [] };

const pageMemory = v.object({
  subject: v.nullable(text),
  attempt: v.nullable(text),
  open: v.record(v.string(), v.boolean()),
  scroll: v.number(),
  // Pages of earlier versions did not keep it.
  news: v.optional(v.array(text), []),
});

/** Remembers nothing when `state` is not a memory of ours. */
export function parsePageMemory(state: unknown): PageMemory {
  return parseWith(pageMemory, state) ?? NO_MEMORY;
}
