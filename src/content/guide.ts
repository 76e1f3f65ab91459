/** A page of the guide from its Markdown. */
import { articleOfPage } from '../core/content.ts';
import { EMPTY_PACK, type Pack } from '../core/pack.ts';
import type { Articles, CompiledArticle } from './article.ts';
import type { Reading } from './reading.ts';

/** `path` is its file in the pack, below `guide/`. A page without a title is a problem. */
export function compileGuidePage(path: string, reading: Reading, articles: Articles): Pack {
  const text = reading.text(path);
  if (text === null) return EMPTY_PACK;
  const article = articles.compile(text, path);
  if (article.title === '') {
    reading.note(path, text, 0, 'needs a title: a first line such as "# LoRA"');
    return EMPTY_PACK;
  }
  noteBad(path, text, article, reading);
  const { title, sections } = article;
  const id = path.slice('guide/'.length, -'.md'.length);
  return {
    ...EMPTY_PACK,
    guide: [{ id, title, sections }],
    articles: { [articleOfPage(id)]: shown(article) },
  };
}

/** Reports the maths of the article that cannot be read, at its place in the file. */
export function noteBad(
  path: string,
  text: string,
  { bad }: CompiledArticle,
  reading: Reading,
): void {
  for (const { tex, message } of bad) {
    reading.note(path, text, text.indexOf(tex.trim()), message);
  }
}

/** What is kept of it. */
export function shown({ title, html, omitted }: CompiledArticle): Pack['articles'][string] {
  return { title, html, omitted };
}
