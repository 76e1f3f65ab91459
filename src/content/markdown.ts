/**
 * Markdown to HTML for content: no raw HTML, no images, links to https only, maths as MathML, code highlighted
 * with classes. What comes out needs neither script nor style and passes a strict content security policy.
 */
import MarkdownIt from 'markdown-it';
import { katex as katexPlugin } from '@mdit/plugin-katex';
import katex from 'katex';
import hljs from 'highlight.js/lib/core';
import python from 'highlight.js/lib/languages/python';
import bash from 'highlight.js/lib/languages/bash';
import type { Html } from '../core/content.ts';

const KATEX = { output: 'mathml', throwOnError: true, trust: false, strict: 'error' } as const;

export class Markdown {
  private readonly md: MarkdownIt;

  constructor() {
    hljs.registerLanguage('python', python);
    hljs.registerLanguage('bash', bash);
    this.md = new MarkdownIt({
      html: false,
      linkify: false,
      typographer: false,
      highlight: (code, language) =>
        hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : '',
    });
    this.md.validateLink = (url) => url.startsWith('https://');
    this.md.disable(['image', 'heading', 'lheading', 'hr']);
    this.md.use(katexPlugin, KATEX);
  }

  /** Paragraphs, lists and code blocks. */
  block(source: string): Html {
    return this.md.render(source) as Html;
  }

  /** One paragraph without its `<p>`. */
  inline(source: string): Html {
    return this.md.renderInline(source) as Html;
  }

  /** A displayed equation in TeX as MathML. Throws when KaTeX cannot read it. */
  equation(tex: string): Html {
    return katex.renderToString(tex, { ...KATEX, displayMode: true }) as Html;
  }

  /** The text without its markup: for tooltips, diagnostics and terminals. Maths stays TeX. */
  plain(source: string): string {
    const parts = this.md.parse(source, {}).flatMap((token) => {
      if (token.type === 'fence') return [token.content.trimEnd(), '\n'];
      if (token.type === 'paragraph_close') return ['\n'];
      return (token.children ?? []).map((child) =>
        child.type === 'softbreak' ? ' ' : child.content,
      );
    });
    return parts.join('').trim();
  }
}
