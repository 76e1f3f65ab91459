/** The HTML around a page. Scripts and styles come as files, so the policy needs no `unsafe-inline` and no nonce. */
import { escapeHtml } from '../../core/plain-html.ts';
import { WAITING, type PageName } from '../../protocol/page-names.ts';

/** The look and the script that all pages share; the board, which is no text to read, has its own. */
function sharedBy(page: PageName): { readonly style: string; readonly script: string } {
  return page === 'board'
    ? { style: 'media/board.css', script: 'dist/webview/board.js' }
    : { style: 'media/page.css', script: 'dist/webview/pages.js' };
}

export interface PageSource {
  /** `webview.cspSource` */
  readonly cspSource: string;
  /** The address under which the webview may load a file of the extension (`webview.asWebviewUri`). */
  asset(path: string): string;
}

/**
 * A whole document. `title` is the page's name for screen readers and its heading from the first moment, because on a busy
 * machine the script arrives seconds later. The page reads it from the document and shows it until it has more.
 */
export function pageHtml(page: PageName, title: string, source: PageSource): string {
  const { style, script } = sharedBy(page);
  return `<!doctype html>
<html lang="en" data-page="${page}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy(page, source.cspSource))}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="${escapeHtml(source.asset(style))}" />
    <script type="module" src="${escapeHtml(source.asset(script))}"></script>
  </head>
  <body>
    <div id="root">
      <main class="section">
        <h1>${escapeHtml(title)}</h1>
        <p class="aside">${escapeHtml(WAITING[page])}</p>
      </main>
    </div>
  </body>
</html>
`;
}

/**
 * Nothing but the extension's own scripts, styles and fonts: no network, no frames, no forms, no inline code. The board
 * also shows pictures that lie inside a drawing.
 */
function policy(page: PageName, cspSource: string): string {
  return [
    `default-src 'none'`,
    `script-src ${cspSource}`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    ...(page === 'board' ? ['img-src data: blob:'] : []),
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}
