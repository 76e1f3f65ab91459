/** The smallest types of the content: rendered HTML, time bands and levels of difficulty. */

/** Rendered, sanitised HTML. Only the content compiler makes it. */
export type Html = string & { readonly __html: unique symbol };

/** Shortest and longest fitting duration, in seconds. */
export type Band = readonly [min: number, max: number];

export const LEVELS = ['easy', 'medium', 'hard'] as const;

export type Level = (typeof LEVELS)[number];
