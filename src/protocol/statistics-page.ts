/** What crosses between the extension host and the page of statistics. Both ends parse what arrives. */
import * as v from 'valibot';
import type { Statistics } from '../core/statistics/statistics.ts';
import { fromEveryPage, trusted, parseWith, text, toEveryPage, type ToEveryPage } from './page.ts';

export const STATISTICS_COMMANDS = ['markdown', 'csv', 'what-next', 'set-date'] as const;
export type StatisticsCommand = (typeof STATISTICS_COMMANDS)[number];

/** A picture of ten megabytes is larger than any chart. */
const image = v.pipe(v.string(), v.startsWith('data:image/png;base64,'), v.maxLength(10_000_000));

const fromPage = v.variant('type', [
  ...fromEveryPage,
  v.object({ type: v.literal('command'), command: v.picklist(STATISTICS_COMMANDS) }),
  /** A chart to be saved, as a data address. */
  v.object({ type: v.literal('save-png'), name: text, image }),
]);
export type FromStatisticsPage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromStatisticsPage(message: unknown): FromStatisticsPage | null {
  return parseWith(fromPage, message);
}

export type ToStatisticsPage =
  { readonly type: 'statistics'; readonly statistics: Statistics } | ToEveryPage;

const toPage = v.variant('type', [
  v.object({ type: v.literal('statistics'), statistics: trusted<Statistics>() }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToStatisticsPage(message: unknown): ToStatisticsPage | null {
  return parseWith(toPage, message);
}
