/** Opens built pages in a real Chromium, as VS Code would: its policy, its theme, its API. */
import { readFileSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { pageHtml } from '../../src/host/panels/html.ts';
import type { PageName } from '../../src/protocol/page-names.ts';
import { pageBuild } from '../../src/dev/pages.ts';
import { HANGS_MS } from '../limits.ts';
import { DEFAULT_CSS, DRESSES, fakeHost, type FakeHost } from './fake-host.ts';
import { browser } from './shared-browser.ts';
import { NOW } from './states.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ORIGIN = 'https://page.test';
/** Where no element is. */
const OUTSIDE = -1;

/** Files of a page by their address, as the build makes them. */
type Bundle = ReadonlyMap<string, string>;

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly memory?: unknown;
}

/** A page that is open; `In` is what it sends, `Out` what it receives. */
export interface OpenedPage<In, Out> {
  readonly page: Page;
  /** What the page has sent so far. */
  sent(): Promise<In[]>;
  send(message: Out): Promise<void>;
  memory(): Promise<unknown>;
  /** Opens every fold, also those inside the ones opened. */
  openAll(): Promise<void>;
  /** Violations of the content security policy and errors that nobody caught. */
  troubles(): Promise<string[]>;
}

export interface Tab<In, Out> {
  /** Opens the page, which has received nothing yet, in place of the one that was open. */
  readonly open: (look?: Look) => Promise<OpenedPage<In, Out>>;
  readonly files: () => Bundle;
}

/**
 * The tab in which a test file opens one of the pages, again and again: a document anew costs a third of a tab anew.
 * The tab is closed after the last test of the file.
 */
export function tabOf<In, Out>(name: PageName): Tab<In, Out> {
  let page: Page;
  let files: Bundle;
  beforeAll(async () => {
    const [launched, bundled] = await Promise.all([browser, bundle(name)]);
    files = bundled;
    page = await launched.newPage();
    page.setDefaultTimeout(HANGS_MS);
    await serve(page, name, files);
    // What esbuild wraps functions in under tsx; the page does not have it.
    await page.addInitScript('globalThis.__name = (value) => value;');
    return () => page.close();
  });
  return { open: (look = {}) => open(page, look), files: () => files };
}

async function bundle(page: PageName): Promise<Bundle> {
  const outdir = join(ROOT, 'dist/webview');
  const result = await build({
    ...pageBuild(page === 'board' ? 'board' : 'pages', outdir),
    minify: true,
    write: false,
  });
  return new Map(result.outputFiles.map(({ path, text }) => [`/${relative(ROOT, path)}`, text]));
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

/** Answers what the page asks for with its own files, and nothing else. */
async function serve(page: Page, name: PageName, bundled: Bundle): Promise<void> {
  const css = '/media/page.css';
  const files = new Map([
    ['/', pageHtml(name, name, { cspSource: ORIGIN, asset: (path) => `${ORIGIN}/${path}` })],
    [css, readFileSync(join(ROOT, css), 'utf8')],
    ...bundled,
  ]);
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = files.get(path);
    if (body === undefined) return route.abort();
    const type = TYPES[extname(path)] ?? 'text/html';
    return route.fulfill({ contentType: `${type}; charset=utf-8`, body });
  });
}

async function open<In, Out>(page: Page, look: Look): Promise<OpenedPage<In, Out>> {
  const { width = 480, height = 800, memory } = look;
  await page.setViewportSize({ width, height });
  // What an earlier test has left behind in the tab: media, the place of the mouse, a clock that stands.
  await page.emulateMedia({ reducedMotion: null, forcedColors: null });
  await page.mouse.move(OUTSIDE, OUTSIDE);
  await page.clock.install({ time: NOW });
  await page.clock.resume();
  const given = { css: DEFAULT_CSS, dress: DRESSES.dark, memory };
  const host = await page.addInitScript(fakeHost, given);
  await page.goto(`${ORIGIN}/`);
  await host.dispose();
  const fake = <T>(read: (host: FakeHost) => T): Promise<T> =>
    page.evaluate(`(${read.toString()})(window.fake)`);
  return {
    page,
    sent: () => fake((all) => all.sent) as Promise<In[]>,
    memory: () => fake((all) => all.memory),
    troubles: () => fake((all) => all.troubles),
    send: (message) =>
      page.evaluate((data) => {
        window.dispatchEvent(new MessageEvent('message', { data }));
      }, message as unknown),
    openAll: async () => {
      for (let closed = 1; closed > 0;) {
        closed = await page.evaluate(() => {
          const folds = document.querySelectorAll<HTMLElement>('details:not([open]) > summary');
          folds.forEach((one) => one.click());
          return folds.length;
        });
      }
    },
  };
}
