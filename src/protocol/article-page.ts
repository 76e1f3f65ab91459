/** What crosses between the extension host and the page on which an article is read. Both ends parse what arrives. */
import * as v from 'valibot';
import type { Article } from '../core/content.ts';
import { fromEveryPage, trusted, parseWith, text, toEveryPage, type ToEveryPage } from './page.ts';

const fromPage = v.variant('type', [
  ...fromEveryPage,
  /** A link to a page of the guide, and the section in it. */
  v.object({ type: v.literal('open-page'), page: text, section: v.nullable(text) }),
]);
export type FromArticlePage = v.InferOutput<typeof fromPage>;

/** The message, or null when it is not one of ours. */
export function parseFromArticlePage(message: unknown): FromArticlePage | null {
  return parseWith(fromPage, message);
}

export type ToArticlePage =
  | { readonly type: 'article'; readonly id: string; readonly article: Article }
  /** Brings the heading with this anchor into view. */
  | { readonly type: 'go'; readonly anchor: string }
  | ToEveryPage;

const toPage = v.variant('type', [
  v.object({ type: v.literal('article'), id: text, article: trusted<Article>() }),
  v.object({ type: v.literal('go'), anchor: text }),
  ...toEveryPage,
]);

/** The message, or null when it is not one of ours. */
export function parseToArticlePage(message: unknown): ToArticlePage | null {
  return parseWith(toPage, message);
}
