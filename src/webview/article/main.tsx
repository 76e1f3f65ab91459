/** The page on which an article is read. */
import type { Article } from '../../core/content.ts';
import { parseToArticlePage, type ToArticlePage } from '../../protocol/article-page.ts';
import { BASE, type BaseModel } from '../shared/base-model.ts';
import { mount } from '../shared/mount.tsx';
import { App } from './app.tsx';

interface Model extends BaseModel {
  readonly id: string;
  readonly article: Article | null;
  /** The section that the host wants to show; a new object each time it asks. */
  readonly go: { readonly anchor: string } | null;
}

function receive(model: Model, message: ToArticlePage): Model {
  switch (message.type) {
    case 'article':
      return { ...model, id: message.id, article: message.article, go: null };
    case 'go':
      return { ...model, go: { anchor: message.anchor } };
    case 'error':
      return { ...model, error: message.message };
  }
}

const empty: Model = { ...BASE, id: '', article: null, go: null };

export function start(): void {
  mount({
    empty,
    parse: parseToArticlePage,
    receive,
    about: ({ article, id }) => article && { subject: id, attempt: null },
    draw: ({ article, go }) => <App article={article} go={go} />,
  });
}
