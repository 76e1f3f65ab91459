/**
 * Pictures of drawings as Excalidraw itself draws them, light and dark, for looking at:
 * `tsx src/dev/boards/render.ts FOLDER FILE.excalidraw ...`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { UserError } from '../../core/errors.ts';
import { ROOT, TOOLS } from '../places.ts';
import { Processes } from '../process/processes.ts';
import { main, say } from '../report.ts';
import { provideChromium } from '../workbench/chromium.ts';

const PAGE = `
import { exportToSvg } from '@excalidraw/excalidraw';
globalThis.draw = async (text, dark) => {
  const scene = JSON.parse(text);
  const svg = await exportToSvg({
    elements: scene.elements,
    appState: { ...scene.appState, exportWithDarkMode: dark, exportBackground: true },
    files: {},
    exportPadding: 24,
  });
  document.body.replaceChildren(svg);
  await document.fonts.ready;
};
`;

await main(async () => {
  const [folder, ...files] = process.argv.slice(2);
  if (folder === undefined || files.length === 0)
    throw new UserError('Name a folder and at least one drawing.');
  const script = join(TOOLS, 'render', 'page.js');
  await build({
    stdin: { contents: PAGE, resolveDir: ROOT, loader: 'js' },
    outfile: script,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.IS_PREACT': '"false"' },
    loader: { '.woff2': 'dataurl' },
    logLevel: 'error',
  });
  const processes = new Processes();
  processes.endWithUs();
  const executablePath = await provideChromium(processes, say);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } });
    const fonts = join(ROOT, 'node_modules/@excalidraw/excalidraw/dist/prod/fonts');
    await page.route('**/fonts/**', (route) => {
      const path = new URL(route.request().url()).pathname.split('/fonts/')[1] ?? '';
      return route.fulfill({ path: join(fonts, path) });
    });
    await page.route('http://render.local/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<body style="margin:0"></body>' }),
    );
    await page.goto('http://render.local/');
    await page.evaluate('globalThis.EXCALIDRAW_ASSET_PATH = "http://render.local/"');
    await page.addScriptTag({ content: readFileSync(script, 'utf8') });
    mkdirSync(folder, { recursive: true });
    for (const file of files) {
      const name = `${basename(dirname(file))}-${basename(file, '.excalidraw')}`;
      for (const theme of ['light', 'dark']) {
        await page.evaluate(
          `draw(${JSON.stringify(readFileSync(file, 'utf8'))}, ${theme === 'dark'})`,
        );
        const picture = await page.locator('svg').first().screenshot();
        writeFileSync(join(folder, `${name}-${theme}.png`), picture);
      }
      say(name);
    }
  } finally {
    await browser.close();
  }
  return 0;
});
