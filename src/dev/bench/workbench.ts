/** The real workbench with the packaged extension, served to Chromium. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as driver } from 'playwright-core';
import type { Interpreter } from '../../core/ports.ts';
import { TOOLS } from '../places.ts';
import type { Processes } from '../process/processes.ts';
import { addressOf } from '../workbench/address.ts';
import { CHROMIUM_ARGS } from '../workbench/chromium.ts';
import { installExtension, startCodeServer } from '../workbench/code-server.ts';
import { chosenRelease, type Installation } from '../workbench/release.ts';
import { QUIET, storageOf, writeSettings } from '../workbench/settings.ts';
import { NO_GALLERY } from '../workbench/vscode-server.ts';
import { BenchWindow } from './window.ts';

export interface WorkbenchTools {
  readonly processes: Processes;
  readonly installation: Installation;
  readonly chromium: string;
  readonly python: Interpreter;
  readonly vsix: string;
}

/** Milliseconds after which something hangs, on a busy machine too. */
const PATIENCE = 180_000;

interface Wishes {
  /** More extensions, made in this folder. */
  readonly more?: (folder: string) => Promise<readonly string[]>;
  /** Fills the extension's storage. */
  readonly remember?: (storage: string) => void;
}

/** `use` opens windows, one after the other. */
export async function inWorkbench<T>(
  { processes, installation, chromium, python, vsix }: WorkbenchTools,
  { more, remember }: Wishes,
  use: (newWindow: () => Promise<BenchWindow>) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'tensor-drills-painted-'));
  const folder = join(home, 'practice');
  mkdirSync(folder);
  const userDataDir = join(home, 'data');
  const quiet = { 'tensorDrills.quietEditor': 'off', 'tensorDrills.python': python.path };
  writeSettings(userDataDir, { ...QUIET, ...quiet });
  const storage = storageOf(userDataDir);
  mkdirSync(storage, { recursive: true });
  remember?.(storage);
  const extensionsDir = join(TOOLS, 'bench', `extensions-${chosenRelease().version}`);
  for (const one of [vsix, ...((await more?.(home)) ?? [])]) {
    await installExtension(processes, installation, one, extensionsDir);
  }
  const env = { ...process.env, EXTENSIONS_GALLERY: NO_GALLERY };
  const options = { userDataDir, extensionsDir, port: 0, env };
  const server = await startCodeServer(processes, installation, options);
  const browser = await driver.launch({ executablePath: chromium, args: [...CHROMIUM_ARGS] });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(PATIENCE);
    // What esbuild wraps functions in under tsx; the browser does not have it.
    await context.addInitScript('globalThis.__name = (value) => value;');
    return await use(async () => {
      const page = await context.newPage();
      for (const before of context.pages()) if (before !== page) await before.close();
      const window = new BenchWindow(page);
      await window.open(addressOf(server.url, folder));
      return window;
    });
  } finally {
    await browser.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
