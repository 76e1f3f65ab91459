/**
 * The page on which the guide, the answers of checklist items and model answers are read. They may come from a pack;
 * VS Code's Markdown preview would load the pictures that a pack names, also in Restricted Mode. Ours loads nothing.
 */
import type * as vscode from 'vscode';
import { anchorOf, hasArticle } from '../../core/content.ts';
import {
  parseFromArticlePage,
  type FromArticlePage,
  type ToArticlePage,
} from '../../protocol/article-page.ts';
import type { FromEveryPage } from '../../protocol/page.ts';
import type { GetServices } from '../services.ts';
import { PANELS } from '../ids.ts';
import { PagePanel, type PageKind } from '../panels/page-panel.ts';

type FromArticle = Exclude<FromArticlePage, FromEveryPage>;
type ArticlePanel = PagePanel<FromArticle, ToArticlePage>;

/** Opens the article with this id, at the section with this title. */
export type OpenArticle = (id: string, section?: string) => Promise<void>;

const ARTICLE_PAGE: PageKind<FromArticle, ToArticlePage> = {
  page: 'article',
  viewType: PANELS.article,
  title: 'Tensor Drills',
  column: 'active',
  find: true,
  parse: parseFromArticlePage,
  async content(services, id) {
    const article = await services.catalogue.article(id);
    return { title: article.title, message: { type: 'article', id, article } };
  },
  perform: ({ navigator }, _id, { page, section }) =>
    navigator.openGuide(section === null ? page : `${page}#${section}`),
  restore: ({ index }, id) => (id !== null && hasArticle(index, id) ? id : null),
};

export function articlePanel(extensionUri: vscode.Uri, getServices: GetServices): ArticlePanel {
  return new PagePanel(extensionUri, getServices, ARTICLE_PAGE);
}

export function articleOpener(panel: ArticlePanel): OpenArticle {
  return (id, section) =>
    section === undefined
      ? panel.open(id, true)
      : panel.show(id, { type: 'go', anchor: anchorOf(section) }, true);
}
