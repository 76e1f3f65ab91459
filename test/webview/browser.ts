/** Opens the built drill page in a real Chromium, as VS Code would: its policy, its theme, its API. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { pageHtml } from '../../src/host/panels/html.ts';
import type { Drill } from '../../src/core/content.ts';
import type { DrillPageState, FromPage, ToPage } from '../../src/protocol/drill-page.ts';
import { CHROMIUM_ARGS, needChromium } from '../../src/dev/workbench/chromium.ts';
import { loop, NOW, pack } from './states.ts';
import themes from './themes.json' with { type: 'json' };

const ROOT = resolve(import.meta.dirname, '../..');
const ORIGIN = 'https://drill.test';
export const THEMES = ['light', 'dark', 'hcBlack', 'hcLight'] as const;
export type Theme = (typeof THEMES)[number];

export const SHORTCUTS = {
  start: 'Ctrl+Alt+P',
  pause: 'Ctrl+Alt+P',
  resume: 'Ctrl+Alt+P',
  'next-phase': 'Ctrl+Alt+N',
  finish: 'Ctrl+Alt+F',
  check: 'Ctrl+Alt+C',
};

/** The page's script as the build makes it. */
export async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [join(ROOT, 'src/webview/drill/main.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  return result.outputFiles[0]?.text ?? '';
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: needChromium(), args: [...CHROMIUM_ARGS] });
}

interface Options {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly drill?: Drill;
  readonly state?: DrillPageState | null;
  readonly memory?: unknown;
}

export interface Opened {
  readonly page: Page;
  /** What the page has sent so far. */
  sent(): Promise<FromPage[]>;
  send(message: ToPage): Promise<void>;
  state(state: DrillPageState): Promise<void>;
  memory(): Promise<unknown>;
  /** Opens every fold, also those inside the ones opened. */
  openAll(): Promise<void>;
  close(): Promise<void>;
  /** Violations of the content security policy and errors that nobody caught. */
  troubles(): Promise<string[]>;
}

interface FakeWindow {
  sent: FromPage[];
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
      postMessage: (message: FromPage) => fake.sent.push(message),
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

export async function open(
  browser: Browser,
  script: string,
  options: Options = {},
): Promise<Opened> {
  const { theme = 'dark', width = 480, height = 800, drill = loop, state = null } = options;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const files: Record<string, readonly [type: string, body: string]> = {
    '/': [
      'text/html',
      pageHtml('drill', drill.title, { cspSource: ORIGIN, asset: (path) => `${ORIGIN}/${path}` }),
    ],
    '/dist/webview/drill.js': ['text/javascript', script],
    '/media/page.css': ['text/css', readFileSync(join(ROOT, 'media/drill.css'), 'utf8')],
  };
  await page.route('**/*', (route) => {
    const file = files[new URL(route.request().url()).pathname];
    if (!file) return route.abort();
    return route.fulfill({ contentType: `${file[0]}; charset=utf-8`, body: file[1] });
  });
  const css = readFileSync(join(import.meta.dirname, 'vscode-default.css'), 'utf8');
  const { body, variables } = themes[theme];
  await page.clock.install({ time: NOW });
  // What esbuild wraps functions in under tsx; the page does not have it.
  await page.addInitScript('globalThis.__name = (value) => value;');
  await page.addInitScript(preload, { css, body, variables, memory: options.memory });
  await page.goto(`${ORIGIN}/`);
  const fake = <T>(read: (window: FakeWindow) => T): Promise<T> =>
    page.evaluate(`(${read.toString()})(window.fake)`);
  const opened: Opened = {
    page,
    sent: () => fake((all) => all.sent),
    memory: () => fake((all) => all.memory),
    troubles: () => fake((all) => all.troubles),
    send: (message) =>
      page.evaluate((data) => {
        window.dispatchEvent(new MessageEvent('message', { data }));
      }, message),
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
    state: (next) => opened.send({ type: 'state', state: next }),
  };
  if (state) {
    await opened.send({ type: 'drill', drill, general: pack.guideMistakes, shortcuts: SHORTCUTS });
    await opened.state(state);
  }
  return opened;
}
