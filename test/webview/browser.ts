/** Opens built pages in a real Chromium, as VS Code would: its policy, its theme, its API. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { pageHtml, type PageName } from '../../src/host/panels/html.ts';
import type { Drill } from '../../src/core/content.ts';
import type { DrillPageState, FromPage, ToPage } from '../../src/protocol/drill-page.ts';
import { pageBuild } from '../../src/dev/pages.ts';
import { CHROMIUM_ARGS, needChromium } from '../../src/dev/workbench/chromium.ts';
import { loop, NOW, pack } from './states.ts';
import themes from './themes.json' with { type: 'json' };

const ROOT = resolve(import.meta.dirname, '../..');
const ORIGIN = 'https://page.test';
export const THEMES = ['light', 'dark', 'light2026', 'dark2026', 'hcBlack', 'hcLight'] as const;
export type Theme = (typeof THEMES)[number];

export const SHORTCUTS = {
  start: 'Ctrl+Alt+P',
  pause: 'Ctrl+Alt+P',
  resume: 'Ctrl+Alt+P',
  'next-phase': 'Ctrl+Alt+N',
  finish: 'Ctrl+Alt+F',
  check: 'Ctrl+Alt+C',
};

/** Files of a page by their address, as the build makes them. */
export type Bundle = ReadonlyMap<string, string | Buffer>;

export async function bundle(page: PageName = 'drill'): Promise<Bundle> {
  const outdir = join(ROOT, 'dist/webview');
  const result = await build({ ...pageBuild(page, outdir), minify: true, write: false });
  return new Map(result.outputFiles.map(({ path, text }) => [`/${relative(ROOT, path)}`, text]));
}

/** The board with its fonts. */
export async function boardBundle(): Promise<Bundle> {
  const fonts = join(ROOT, 'node_modules/@excalidraw/excalidraw/dist/prod/fonts/Excalifont');
  const files = readdirSync(fonts).map(
    (name) =>
      [`/dist/webview/board/fonts/Excalifont/${name}`, readFileSync(join(fonts, name))] as const,
  );
  return new Map([...(await bundle('board')), ...files]);
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: needChromium(), args: [...CHROMIUM_ARGS] });
}

export interface Look {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly memory?: unknown;
}

interface Options extends Look {
  readonly drill?: Drill;
  readonly state?: DrillPageState | null;
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
  close(): Promise<void>;
  /** Violations of the content security policy and errors that nobody caught. */
  troubles(): Promise<string[]>;
}

export interface Opened extends OpenedPage<FromPage, ToPage> {
  state(state: DrillPageState): Promise<void>;
}

interface FakeWindow {
  sent: unknown[];
  memory: unknown;
  troubles: string[];
}

/** Runs in the page before anything else: what VS Code puts into a webview. */
function preload(theme: {
  css: string;
  body: string;
  variables: Record<string, string | undefined>;
  memory: unknown;
}) {
  const fake: FakeWindow = { sent: [], memory: theme.memory, troubles: [] };
  Object.assign(window, {
    fake,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => fake.sent.push(message),
      getState: () => fake.memory,
      setState: (memory: unknown) => (fake.memory = memory),
    }),
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    fake.troubles.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
  window.addEventListener('error', (event) => fake.troubles.push(event.message));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(theme.css);
  const dress = () => {
    document.adoptedStyleSheets = [sheet];
    for (const [name, value] of Object.entries(theme.variables)) {
      document.documentElement.style.setProperty(name, value ?? null);
    }
    document.body.className = theme.body;
  };
  document.addEventListener('readystatechange', dress);
}

/** Opens any page, which has received nothing yet. */
export async function openPage<In, Out>(
  browser: Browser,
  name: PageName,
  bundled: Bundle,
  look: Look = {},
): Promise<OpenedPage<In, Out>> {
  const { theme = 'dark', width = 480, height = 800 } = look;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const files = new Map<string, string | Buffer>([
    ['/', pageHtml(name, name, { cspSource: ORIGIN, asset: (path) => `${ORIGIN}/${path}` })],
    ...['/media/page.css', '/media/board.css'].map(
      (path) => [path, readFileSync(join(ROOT, path), 'utf8')] as const,
    ),
    ...bundled,
  ]);
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = files.get(path);
    if (body === undefined) return route.abort();
    const type = TYPES[extname(path)] ?? 'text/html';
    return route.fulfill({ contentType: `${type}; charset=utf-8`, body });
  });
  const css = readFileSync(join(import.meta.dirname, 'vscode-default.css'), 'utf8');
  const { body, variables } = themes[theme];
  await page.clock.install({ time: NOW });
  // What esbuild wraps functions in under tsx; the page does not have it.
  await page.addInitScript('globalThis.__name = (value) => value;');
  await page.addInitScript(preload, { css, body, variables, memory: look.memory });
  await page.goto(`${ORIGIN}/`);
  const fake = <T>(read: (window: FakeWindow) => T): Promise<T> =>
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
    close: () => context.close(),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The drill page, with a drill and a state once there is one. */
export async function open(
  browser: Browser,
  bundled: Bundle,
  options: Options = {},
): Promise<Opened> {
  const { drill = loop, state = null } = options;
  const page = await openPage<FromPage, ToPage>(browser, 'drill', bundled, options);
  const opened: Opened = { ...page, state: (next) => page.send({ type: 'state', state: next }) };
  if (state) {
    await opened.send({ type: 'drill', drill, general: pack.guideMistakes, shortcuts: SHORTCUTS });
    await opened.state(state);
  }
  return opened;
}
