/** Opens the workbench in Chromium and has it run a test module in its extension host. */
import { chromium } from 'playwright-core';
import type { Server } from '../process/server.ts';
import { asUriPath } from './address.ts';
import { CHROMIUM_ARGS } from './chromium.ts';
import { keepStill } from './still.ts';

export interface TestRun {
  readonly chromium: string;
  readonly server: Server;
  /** Absolute paths on this machine. */
  readonly folder: string | null;
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  /** Hears every line that workbench and extension host write to their consoles. */
  readonly onLog: (line: string) => void;
  readonly timeoutMs: number;
}

export type TestRunEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'lost'; readonly why: string };

export async function runTestsInWorkbench(run: TestRun): Promise<TestRunEnd> {
  const browser = await chromium.launch({
    executablePath: run.chromium,
    args: [...CHROMIUM_ARGS],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    // Nobody looks: a small window without animations is painted in half the time.
    const page = await browser.newPage({
      viewport: { width: 800, height: 600 },
      reducedMotion: 'reduce',
    });
    await keepStill(page);
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      for (const line of args.map(asText).join(' ').split('\n')) run.onLog(line);
    });
    const end = new Promise<TestRunEnd>((resolve) => {
      const lost = (why: string) => resolve({ kind: 'lost', why });
      void page.exposeFunction('codeAutomationExit', (code: number) =>
        resolve({ kind: 'exited', code }),
      );
      page.once('crash', () => lost('the workbench page crashed'));
      browser.once('disconnected', () => lost('Chromium ended'));
      void run.server.ended.then(() => lost(`VS Code's server ended\n${run.server.lastWords()}`));
      setTimeout(
        () => lost(`they took more than ${String(run.timeoutMs / 1000)} s`),
        run.timeoutMs,
      ).unref();
    });
    await page.goto(addressOf(run), { timeout: run.timeoutMs });
    return await end;
  } finally {
    await browser.close();
  }
}

function addressOf(run: TestRun): string {
  const address = new URL(run.server.url);
  const remote = (path: string) => `vscode-remote://${address.host}${asUriPath(path)}`;
  if (run.folder !== null) address.searchParams.set('folder', asUriPath(run.folder));
  const payload = [
    ['extensionDevelopmentPath', remote(run.extensionDevelopmentPath)],
    ['extensionTestsPath', remote(run.extensionTestsPath)],
    ['skipWelcome', 'true'],
  ];
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof Error ? (value.stack ?? value.message) : JSON.stringify(value);
}
