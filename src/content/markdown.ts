/**
 * Markdown to HTML for content: no raw HTML, no images, links to https only, maths as MathML, code highlighted
 * with classes. What comes out needs neither script nor style and passes a strict content security policy.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import { katex as katexPlugin } from '@mdit/plugin-katex';
import katex from 'katex';
import hljs from 'highlight.js/lib/core';
import python from 'highlight.js/lib/languages/python';
import bash from 'highlight.js/lib/languages/bash';
import { plainTex } from './plain-tex.ts';
import { messageOf } from '../core/errors.ts';
import type { Html } from '../core/basics.ts';

/** Maths that cannot be read, or that would do more than show a formula. */
export class TexError extends Error {
  constructor(
    message: string,
    readonly tex: string,
  ) {
    super(message);
  }
}

/** Renders maths; `env` is what belongs to the document. */
export type Tex = (tex: string, display: boolean, env: unknown) => string;

/** What all kinds of our Markdown share; `tex` renders maths, and `html` says whether raw HTML is recognised. */
export function markdownIt(html: boolean, tex: Tex): MarkdownIt {
  hljs.registerLanguage('python', python);
  hljs.registerLanguage('bash', bash);
  const md = new MarkdownIt({
    html,
    linkify: false,
    typographer: false,
    highlight: (code, language) =>
      hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : '',
  });
  md.use(katexPlugin);
  // The plugin's own rules show bad TeX in red; ours decide for themselves.
  md.renderer.rules['math_inline'] = (tokens, i, _options, env) =>
    tex(tokens[i]?.content ?? '', false, env);
  md.renderer.rules['math_block'] = (tokens, i, _options, env) =>
    `<p class="katex-block">${tex(tokens[i]?.content ?? '', true, env)}</p>\n`;
  // A column's alignment would be a style attribute, which the policy forbids.
  md.core.ruler.push('no_styles', ({ tokens }) => {
    for (const token of tokens)
      token.attrs = token.attrs?.filter(([name]) => name !== 'style') ?? null;
  });
  return md;
}

export class Markdown {
  private readonly md = markdownIt(false, renderTex);

  constructor() {
    this.md.validateLink = (url) => url.startsWith('https://');
    this.md.disable(['image', 'heading', 'lheading', 'hr']);
  }

  /** Paragraphs, lists, tables and code blocks. This and all else here throws a {@link TexError} for bad maths. */
  block(source: string): Html {
    return this.md.render(source) as Html;
  }

  /** One paragraph without its `<p>`. */
  inline(source: string): Html {
    return this.md.renderInline(source) as Html;
  }

  /** A displayed equation in TeX as MathML. */
  equation(tex: string): Html {
    return renderTex(tex, true) as Html;
  }

  /** The text without its markup: for tooltips, diagnostics and terminals. Maths is typed out. */
  plain(source: string): string {
    return plainText(this.md.parse(source, {}));
  }
}

/** What the tokens say, without markup. */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map(plainToken).join('').trim();
}

function plainToken({ type, content, children }: Token): string {
  if (children) return children.map(plainToken).join('');
  if (type === 'math_inline') return plainTex(content);
  if (type === 'math_block') return `${plainTex(content)}\n`;
  if (['fence', 'code_block'].includes(type)) return `${content.trimEnd()}\n`;
  if (['paragraph_close', 'tr_close'].includes(type)) return '\n';
  if (['softbreak', 'hardbreak', 'th_close', 'td_close'].includes(type)) return ' ';
  return content;
}

/** Throws a {@link TexError}. */
export function renderTex(tex: string, displayMode: boolean): string {
  const refuse = ({ command }: { command: string }): never => {
    throw new TexError(`${command} is not allowed in maths`, tex);
  };
  try {
    return katex.renderToString(tex, {
      output: 'mathml',
      displayMode,
      throwOnError: true,
      trust: refuse,
      strict: (code) => (code === 'newLineInDisplayMode' ? 'ignore' : 'error'),
    });
  } catch (error) {
    if (error instanceof TexError) throw error;
    const deep = error instanceof RangeError;
    throw new TexError(deep ? 'This formula is nested too deeply.' : messageOf(error), tex);
  }
}
