import { describe, expect, it } from 'vitest';
import { pageHtml } from '../../../src/host/panels/html.ts';

const source = {
  cspSource: "'self' https://*.vscode-cdn.net",
  asset: (path: string) => `https://res.vscode-cdn.net/ext/${path}`,
};

describe('the HTML around a page', () => {
  const html = pageHtml('drill', 'ResNet <block> & "more"', source);

  it('allows scripts, styles and fonts of the extension and nothing else', () => {
    expect(html).toContain(
      `content="default-src 'none'; script-src 'self' https://*.vscode-cdn.net; style-src 'self' https://*.vscode-cdn.net; font-src 'self' https://*.vscode-cdn.net; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toContain('unsafe');
  });

  it('has no script and no style of its own', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/<style|\bstyle=|\bon\w+=/);
  });

  it('loads the page through the webview', () => {
    expect(html).toContain('src="https://res.vscode-cdn.net/ext/dist/webview/pages.js"');
    expect(html).toContain('href="https://res.vscode-cdn.net/ext/media/page.css"');
  });

  it('cannot be broken out of by a title or an address', () => {
    expect(html).toContain('<title>ResNet &lt;block&gt; &amp; &quot;more&quot;</title>');
    const hostile = pageHtml('drill', '</title><script>1</script>', {
      cspSource: `"><script>2</script>`,
      asset: () => `"><script>3</script>`,
    });
    expect(hostile.match(/<script/g)).toHaveLength(1);
  });
});
