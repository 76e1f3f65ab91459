import { describe, expect, it } from 'vitest';
import { Markdown, TexError } from '../../src/content/markdown.ts';

const md = new Markdown();

describe('Markdown', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<!-- <script>alert(1)</script> -->',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](command:workbench.action.quit)',
    '[x](vscode://settings)',
    '[x](file:///etc/passwd)',
    '[x](//example.com)',
    '[x](http://example.com)',
    '<javascript:alert(1)>',
    '![x](https://example.com/x.png)',
    '[x][y]\n\n[y]: javascript:alert(1)',
    '[x](https://example.com "t\\" onclick=\\"alert(1)")',
    '[x](https://example.com/"onclick="alert(1))',
    '```js" onload="alert(1)\nx\n```',
    '```python\nprint("<script>alert(1)</script>")\n```',
    '`<script>alert(1)</script>`',
    '$\\text{<script>alert(1)</script>}$',
    '| a |\n|:-:|\n| <b onclick=alert(1)> |',
  ])('makes nothing that acts or styles out of %s', (source) => {
    for (const html of [md.block(source), md.inline(source)]) {
      const tags = [...html.matchAll(/<\/?([a-z0-9]+)((?: [^<>]*)?)>/gi)];
      const harmless =
        /^(p|a|br|pre|code|span|table|thead|tbody|tr|th|td|math|semantics|mrow|mtext|annotation)$/;
      expect(tags.filter(([, name = '']) => !harmless.test(name))).toEqual([]);
      const attributes = tags.flatMap(([, , text = '']) => [
        ...text.matchAll(/ ([a-z-]+)=("[^"]*")/g),
      ]);
      const names = attributes.map(([, name]) => name);
      expect(
        names.filter((name) => !/^(class|title|href|xmlns|encoding)$/.test(name ?? '')),
      ).toEqual([]);
      const links = attributes.filter(([, name]) => name === 'href').map(([, , value]) => value);
      expect(links.filter((value) => !/^"https:\/\/example\.com/.test(value ?? ''))).toEqual([]);
      // Every angle bracket belongs to one of these tags.
      expect(html.replace(/<\/?[a-z0-9]+(?: [a-z-]+="[^"<>]*")*>/gi, '')).not.toMatch(/[<>]/);
    }
  });

  it('shows what authors use', () => {
    expect(md.inline('a *b* **c** `d` [e](https://e.org)')).toBe(
      'a <em>b</em> <strong>c</strong> <code>d</code> <a href="https://e.org">e</a>',
    );
    expect(md.block('- a\n- b')).toContain('<li>b</li>');
    expect(md.block('```python\nreturn 1\n```')).toContain(
      '<span class="hljs-keyword">return</span>',
    );
    expect(md.inline('$x^2$')).toContain('<msup><mi>x</mi><mn>2</mn></msup>');
    expect(md.block('$$\nx\n$$')).toContain('display="block"');
    expect(md.inline('it costs $5 and $6')).not.toContain('math');
  });

  it.each([
    '\\foo',
    '\\frac{1}{',
    'x_1_2',
    '\\href{javascript:alert(1)}{x}',
    '\\htmlClass{a}{x}',
    '\\htmlStyle{color: red}{x}',
    '\\includegraphics{https://example.com/x.png}',
    '\\url{https://example.com}',
    'größe',
  ])('refuses the TeX %s wherever it stands', (tex) => {
    expect(() => md.inline(`see $${tex}$`)).toThrow(TexError);
    expect(() => md.block(`$$\n${tex}\n$$`)).toThrow(TexError);
    expect(() => md.equation(tex)).toThrow(TexError);
  });

  it.each([
    ['a *b* `c`\nd  \ne', 'a b c d e'],
    ['one\n\ntwo', 'one\ntwo'],
    ['- one\n- two', 'one\ntwo'],
    ['```python\nx = 1\n```\nthen', 'x = 1\nthen'],
    ['    indented\n\nthen', 'indented\nthen'],
    ['so $x^2$:\n\n$$\nx\n$$', 'so x^2:\nx'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a b \n1 2'],
    ['[text](https://example.com)', 'text'],
  ])('says %j plainly', (source, plain) => {
    expect(md.plain(source)).toBe(plain);
  });
});
