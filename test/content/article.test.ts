/** Documents as people write them for other programs become pages that load nothing. */
import { describe, expect, it } from 'vitest';
import { Articles } from '../../src/content/article.ts';
import { TexError } from '../../src/content/markdown.ts';
import { anchorOf } from '../../src/core/content.ts';
import { HOSTILE_PAGE } from '../hostile-page.ts';

const articles = new Articles();
const compile = (source: string, path = 'guide/papers/lora.md') => articles.compile(source, path);
const html = (source: string, path?: string): string => compile(source, path).html;

describe('a page', () => {
  it('has its title, its sections, and an anchor at each heading', () => {
    const {
      title,
      sections,
      html: made,
    } = compile(
      '# The *LoRA* paper\n\n## Key `equation`\n\nx\n\n```\n## none\n```\n\nLimits\n------\n\n## Limits\n',
    );
    expect([title, sections]).toEqual(['The LoRA paper', ['Key equation', 'Limits', 'Limits']]);
    expect(made).toContain('<h1 id="s-the-lora-paper">');
    expect([...made.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id)).toEqual(
      ['Key equation', 'Limits', 'Limits-1'].map((one) => `s-${anchorOf(one)}`),
    );
  });

  it('shows formulas, code and tables', () => {
    expect(html('$x^2$')).toContain('<math');
    expect(html('```python\nreturn 1\n```')).toContain('hljs-keyword');
    expect(html('| a |\n|:-:|\n| b |')).toMatch(
      /^<div class="scrolling"><table>[^]*<\/table><\/div>/,
    );
    expect(html('one<br>two <kbd>Tab</kbd>\n\n---')).toContain('one<br>two <kbd>Tab</kbd>');
  });

  it('shows the source of a formula that cannot be read, and tells it', () => {
    const { html: made, bad } = compile('# A\n\nsee $\\foo<b>$ here');
    expect(made).toContain('<code>\\foo&lt;b&gt;</code>');
    expect(bad).toEqual([expect.any(TexError)]);
  });
});

describe('a link', () => {
  it.each([
    ['[x](https://e.org/a?b&c)', '<a href="https://e.org/a?b&amp;c">x</a>'],
    ['[x](#Key%20equation)', '<a href="#s-key-equation">x</a>'],
    ['[x](bert.md)', '<a href="#/papers/bert">x</a>'],
    ['[x](../apis.md#The-API)', '<a href="#/apis#s-the-api">x</a>'],
    ['[x](http://e.org)', 'x (http://e.org)'],
    ['<http://e.org>', 'http://e.org'],
    ['[x](javascript:alert(1))', 'x (javascript:alert(1))'],
    ['[x](command:workbench.action.quit)', 'x (command:workbench.action.quit)'],
    ['[x](//e.org/a.md)', 'x (//e.org/a.md)'],
    ['[x](../../../secret.md)', 'x (../../../secret.md)'],
    ['[x](../coding/a/solution.py)', 'x (../coding/a/solution.py)'],
    ['[x]()', 'x ()'],
    ['[x](https://e.org "t")', '<a href="https://e.org">x</a>'],
    [
      '[a *b*](http://e.org) and [c](https://e.org)',
      'a <em>b</em> (http://e.org) and <a href="https://e.org">c</a>',
    ],
  ])('%s leads nowhere but outside by https or to a page of the guide', (source, says) => {
    expect(html(source).trim()).toBe(`<p>${says}</p>`);
  });

  it('of a checklist or a model answer leads from its file', () => {
    expect(html('[x](guide/apis.md)', 'checklist.yaml')).toContain('href="#/apis"');
    expect(html('[x](../guide/apis.md)', 'system-design/shop.yaml')).toContain('href="#/apis"');
  });
});

describe('what would load or act', () => {
  it('is left out and told, and no text is lost with it', () => {
    const { html: made, omitted } = compile(HOSTILE_PAGE('http://evil.test'));
    expect(made).not.toMatch(
      /<(?!\/?(?:h1|h2|p|span|strong|a|div|table|thead|tbody|tr|th|td|code)\b)/,
    );
    expect(made.replace(/\((?:http|javascript):[^)]*\)/g, '')).not.toContain('evil.test');
    expect(made).not.toMatch(/ (?:style|src|srcset|on\w+|background)=/);
    expect(omitted).toEqual(
      expect.arrayContaining([
        '2 images',
        '<img> (2 times)',
        '<iframe>',
        '<style>',
        '<meta>',
        '<script>',
      ]),
    );
    for (const text of ['Before', 'Question', 'Its answer', 'After']) expect(made).toContain(text);
    expect(made).not.toContain('hurt');
  });

  it.each([
    ['<!-- nothing to see -->', []],
    ['<b onclick=x>bold</b>', ['<b>']],
    ['<div\n style="background:url(http://x)">inside</div>', ['<div>']],
    ['![a](x.png) ![b](data:image/png;base64,AA==)', ['2 images']],
    ['<svg><image href="http://x"/></svg>', ['<svg>', '<image>']],
    ['<script>\nunclosed', ['<script>']],
    ['a <unclosed', []],
  ])('in %j is named: %j', (source, omitted) => {
    expect(compile(source).omitted).toEqual(omitted);
  });
});
