/**
 * Turns Markdown into a page to read. It may be a whole document with headings, raw HTML and pictures, as people write it for
 * other programs; what would act or load something is left out, and the page says so. All that comes out is made
 * here: no tag, attribute or address passes from the source unless it is one of those below.
 */
import { posix } from 'node:path';
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { anchorOf, type Article } from '../core/content.ts';
import { escapeHtml } from '../core/plain-html.ts';
import { markdownIt, plainText, renderTex, TexError } from './markdown.ts';
import type { Html } from '../core/basics.ts';

export interface CompiledArticle extends Article {
  /** Titles of the second level. */
  readonly sections: readonly string[];
  /** Maths that cannot be read; the page shows its source. */
  readonly bad: readonly TexError[];
}

/** What is gathered from a document while it is rendered. */
interface Gathered {
  /** Path in its pack, from which links to other pages lead. */
  readonly path: string;
  readonly omitted: Map<string, number>;
  readonly bad: TexError[];
  /** For each link that is open, what to say after it. */
  readonly links: string[];
}

/** Tags that do nothing but look, as long as they have no attributes. */
const HARMLESS = /^<\/?(?:b|br|em|i|kbd|mark|s|small|strong|sub|sup|u|wbr) ?\/?>$/i;
const TAG = /<\/?([a-z][\w-]*)(?:"[^"]*"|'[^']*'|[^"'>])*>?/gi;
/** Elements whose content is not text for people. */
const HIDDEN = /<!--[^]*?(?:-->|$)|<(script|style|template|noscript)\b[^]*?(?:<\/\1\s*>|$)/gi;

export class Articles {
  readonly #md: MarkdownIt = markdownIt(true, texOrSource);

  constructor() {
    // Whether an address may be followed is decided where the link is made: its text stays either way.
    this.#md.validateLink = () => true;
    const { rules } = this.#md.renderer;
    rules['image'] = (tokens, i, _options, env: Gathered) => {
      note(env, 'image');
      const alt = plainText(tokens[i]?.children ?? []);
      return `<span class="aside">[${escapeHtml(alt === '' ? 'image' : `image: ${alt}`)}]</span>`;
    };
    rules['html_inline'] = (tokens, i, _options, env: Gathered) => {
      const tag = tokens[i]?.content ?? '';
      return HARMLESS.test(tag) ? tag : escapeHtml(withoutTags(tag, env));
    };
    rules['html_block'] = (tokens, i, _options, env: Gathered) => {
      const text = withoutTags(tokens[i]?.content ?? '', env).trim();
      return text === '' ? '' : `<p>${escapeHtml(text)}</p>\n`;
    };
    rules['link_open'] = (tokens, i, _options, env: Gathered) => {
      const written = tokens[i]?.attrGet('href') ?? '';
      const target = targetOf(written, env.path);
      const says = tokens[i + 1]?.content === written ? '' : ` (${escapeHtml(written)})`;
      env.links.push(target === null ? says : '</a>');
      return target === null ? '' : `<a href="${escapeHtml(target)}">`;
    };
    rules['link_close'] = (_tokens, _i, _options, env: Gathered) => env.links.pop() ?? '';
    rules['table_open'] = () => '<div class="scrolling"><table>\n';
    rules['table_close'] = () => '</table></div>\n';
  }

  /** `path` is the path of the file in its pack. Never throws; a page without a title has an empty one. */
  compile(source: string, path: string): CompiledArticle {
    const env: Gathered = { path, omitted: new Map(), bad: [], links: [] };
    const tokens = this.#md.parse(source, env);
    const headings = headingsOf(tokens);
    const html = this.#md.renderer.render(tokens, this.#md.options, env) as Html;
    return {
      title: headings.find(({ tag }) => tag === 'h1')?.text ?? '',
      html,
      omitted: [...env.omitted].map(([what, count]) => told(what, count)),
      sections: headings.filter(({ tag }) => tag === 'h2').map(({ text }) => text),
      bad: env.bad,
    };
  }
}

function texOrSource(tex: string, display: boolean, env: unknown): string {
  try {
    return renderTex(tex, display);
  } catch (error) {
    if (!(error instanceof TexError)) throw error;
    (env as Gathered).bad.push(error);
    return `<code>${escapeHtml(tex.trim())}</code>`;
  }
}

/** Gives every heading its anchor. No other id on the page begins like these. */
function headingsOf(tokens: readonly Token[]): { readonly tag: string; readonly text: string }[] {
  const used = new Map<string, number>();
  return tokens.flatMap((token, i) => {
    if (token.type !== 'heading_open') return [];
    const text = plainText(tokens.slice(i + 1, i + 2));
    const anchor = anchorOf(text);
    const before = used.get(anchor) ?? 0;
    used.set(anchor, before + 1);
    token.attrSet('id', `s-${before === 0 ? anchor : `${anchor}-${before}`}`);
    return [{ tag: token.tag, text }];
  });
}

/**
 * Where a link leads: outside by https, to a heading of this page (`#s-…`), or to a page of the guide (`#/…`). Null for
 * all else.
 */
function targetOf(href: string, from: string): string | null {
  if (/^https:\/\//i.test(href)) return href;
  if (/^(?:[a-z][a-z\d+.-]*:|[/\\?])/i.test(href)) return null;
  const [file = '', fragment] = href.split('#');
  const anchor = fragment === undefined ? '' : `#s-${anchorOf(decoded(fragment))}`;
  if (file === '') return anchor === '' ? null : anchor;
  const path = posix.join(posix.dirname(from), decoded(file));
  const page = /^guide\/(?<page>.+)\.md$/.exec(path)?.groups?.['page'];
  return page === undefined ? null : `#/${encodeURI(page)}${anchor}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutTags(html: string, env: Gathered): string {
  return html
    .replace(HIDDEN, (_all, tag?: string) => {
      if (tag !== undefined) note(env, `<${tag.toLowerCase()}>`);
      return '';
    })
    .replace(TAG, (all, tag: string) => {
      if (!all.startsWith('</')) note(env, `<${tag.toLowerCase()}>`);
      return '';
    });
}

function note({ omitted }: Gathered, what: string): void {
  omitted.set(what, (omitted.get(what) ?? 0) + 1);
}

function told(what: string, count: number): string {
  if (what === 'image') return count === 1 ? 'an image' : `${count} images`;
  return count === 1 ? what : `${what} (${count} times)`;
}
