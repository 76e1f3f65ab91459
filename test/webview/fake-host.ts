/** What VS Code puts into a webview before a page runs: its API, its default styles and its theme. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import themes from './themes.json' with { type: 'json' };

export const THEMES = ['light', 'dark', 'light2026', 'dark2026', 'hcBlack', 'hcLight'] as const;
export type Theme = (typeof THEMES)[number];

/** The colours of a theme, and the classes that tell its kind. */
export interface Dress {
  readonly body: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export const DRESSES: Readonly<Record<Theme, Dress>> = themes;

export const DEFAULT_CSS = readFileSync(join(import.meta.dirname, 'vscode-default.css'), 'utf8');

export interface FakeHost {
  /** What the page has sent so far. */
  readonly sent: unknown[];
  memory: unknown;
  /** Violations of the content security policy and errors that nobody caught. */
  readonly troubles: string[];
  wear(dress: Dress): void;
}

export interface FakeWindow {
  readonly fake: FakeHost;
}

/** Runs in the page before anything else. */
export function fakeHost(look: { css: string; dress: Dress; memory: unknown }): void {
  const fake: FakeHost = {
    sent: [],
    memory: look.memory,
    troubles: [],
    wear: ({ body, variables }) => {
      const { style } = document.documentElement;
      style.cssText = '';
      for (const [name, value] of Object.entries(variables)) style.setProperty(name, value ?? null);
      document.body.className = body;
    },
  };
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
  sheet.replaceSync(look.css);
  document.addEventListener('readystatechange', () => {
    document.adoptedStyleSheets = [sheet];
    fake.wear(look.dress);
  });
}
