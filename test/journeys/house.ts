/**
 * One server, and one browser with what it has loaded, for all journeys of a worker: a window opens in half the time.
 * A new window finds both as new: nothing of an earlier one is on the disk, in the browser's storage, or still running.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Event } from '../../src/core/events.ts';
import type { Processes } from '../../src/dev/process/processes.ts';
import type { Server } from '../../src/dev/process/server.ts';
import { addressOf } from '../../src/dev/workbench/address.ts';
import { startCodeServer } from '../../src/dev/workbench/code-server.ts';
import { chosenRelease, installationIn } from '../../src/dev/workbench/release.ts';
import {
  storageOf,
  UNDER_TEST,
  writeSettings,
  type Settings,
} from '../../src/dev/workbench/settings.ts';
import { keepStill } from '../../src/dev/workbench/still.ts';
import { NO_GALLERY } from '../../src/dev/workbench/vscode-server.ts';
import { formatHistoryLine } from '../../src/protocol/history-line.ts';
import { HANGS_MS } from '../limits.ts';
import type { Place } from './workbench.ts';

/** How long the server keeps the extensions of a window that may come back; hours by default. */
const GRACE_SECONDS = '3';

export interface Past {
  events(folder: string): readonly Event[];
}

export class House {
  #guests = 0;

  private constructor(
    private readonly home: string,
    private readonly server: Server,
    private readonly context: BrowserContext,
    private readonly hosts: ExtensionHosts,
  ) {}

  static async open(browser: Browser, processes: Processes, extensionsDir: string): Promise<House> {
    const home = mkdtempSync(join(tmpdir(), 'tensor-drills-journeys-'));
    const hosts = new ExtensionHosts();
    const server = await startCodeServer(processes, installationIn(chosenRelease().folder), {
      userDataDir: dataIn(home),
      extensionsDir,
      port: 0,
      env: {
        ...process.env,
        EXTENSIONS_GALLERY: NO_GALLERY,
        // A window that closes before it is all there is taken for one that lost its connection.
        CODE_SERVER_RECONNECTION_GRACE_TIME: GRACE_SECONDS,
      },
      onLine: (line) => hosts.hear(line),
    });
    const context = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(HANGS_MS);
    await keepStill(context);
    return new House(home, server, context, hosts);
  }

  /** An empty practice folder with these files, and user data that know of nothing but this past and these settings. */
  furnish(past: Past, files: Readonly<Record<string, string>>, settings: Settings): Place {
    this.#guests += 1;
    const folder = join(this.home, String(this.#guests), 'practice');
    mkdirSync(folder, { recursive: true });
    putFiles(folder, files);
    const userDataDir = dataIn(this.home);
    for (const name of ['User', 'Machine']) {
      rmSync(join(userDataDir, name), { recursive: true, force: true, maxRetries: 5 });
    }
    writeSettings(userDataDir, { ...UNDER_TEST, ...settings });
    const storage = storageOf(userDataDir);
    mkdirSync(storage, { recursive: true });
    writeFileSync(
      join(storage, 'history.jsonl'),
      past.events(folder).map(formatHistoryLine).join(''),
    );
    const address = addressOf(this.server.url, folder);
    return {
      address,
      folder,
      userDataDir,
      unused: () => this.hosts.ended(),
      crash: () => this.hosts.crash(),
    };
  }

  /** A page of a browser that has never been here, but for copies of the files that make up the workbench. */
  async newPage(viewport: { width: number; height: number } | null): Promise<Page> {
    const page = await this.context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    const session = await this.context.newCDPSession(page);
    const { origin } = new URL(this.server.url);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await session.detach();
    return page;
  }

  /** Closes all windows, and waits until nothing runs for them. */
  async leave(): Promise<void> {
    await this.closeAllBut(null);
    await this.hosts.ended();
  }

  async closeAllBut(kept: Page | null): Promise<void> {
    for (const page of this.context.pages()) if (page !== kept) await page.close();
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.server.stop();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Makes files by their path in the folder, and a folder of a path that ends in a slash. */
export function putFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const isFolder = path.endsWith('/');
    mkdirSync(isFolder ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!isFolder) writeFileSync(join(folder, path), text);
  }
}

function dataIn(home: string): string {
  return join(home, 'data');
}

/** Each window's extensions run in a process of its own; the server tells when one begins and ends. */
class ExtensionHosts {
  readonly #running = new Set<string>();

  hear(line: string): void {
    const [, pid, what] = /<(\d+)> (Launched|Extension Host Process exited)/.exec(line) ?? [];
    if (pid === undefined) return;
    if (what === 'Launched') this.#running.add(pid);
    else this.#running.delete(pid);
  }

  crash(): void {
    for (const pid of this.#running) process.kill(Number(pid), 'SIGKILL');
  }

  async ended(): Promise<void> {
    const left = () => [...this.#running];
    await expect.poll(left, { message: 'extension hosts that run', timeout: HANGS_MS }).toEqual([]);
  }
}
