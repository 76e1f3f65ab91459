/**
 * One window for all journeys of a worker that do not need one of their own: opening a window costs more than most journeys
 * do. Each journey finds it tidied by a user's own means: no editors, attempts, ticks, notifications or files of an earlier
 * one, and the settings, size, theme and side bar as at the start. What a journey begins in several parts (a round, a mock
 * interview, a plan), it also ends.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { monotonicFactory } from 'ulid';
import { itemState } from '../../src/core/checklist-facts.ts';
import { EVENT_VERSION } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { ROOT } from '../../src/dev/places.ts';
import type { Settings } from '../../src/dev/workbench/settings.ts';
import { builtIndex } from '../content-index.ts';
import { HistoryFile } from './history.ts';
import { putFiles, type House, type Past } from './house.ts';
import { AGAIN_MS, type Workbench } from './workbench.ts';

/** What a journey needs to find in the window. */
export interface Wanted {
  /** The title of the window, by which we see that VS Code has taken up the settings. */
  readonly title: string;
  readonly viewport: { readonly width: number; readonly height: number } | null;
  readonly settings: Settings;
  readonly files: Readonly<Record<string, string>>;
}

export class SharedWindow {
  #workbench: Workbench | null = null;

  constructor(
    private readonly house: House,
    private readonly open: (wanted: Wanted & { past: Past }) => Promise<Workbench>,
  ) {}

  async tidied(wanted: Wanted): Promise<Workbench> {
    // A journey with a window of its own closes this one.
    if (this.#workbench === null || this.#workbench.page.isClosed()) {
      this.#workbench = await this.open({ ...wanted, settings: {}, files: {}, past: USED_BEFORE });
    } else await this.#tidy(this.#workbench);
    await furnish(this.#workbench, wanted);
    await closeEditors(this.#workbench);
    return this.#workbench;
  }

  async #tidy(workbench: Workbench): Promise<void> {
    const { page } = workbench;
    await this.house.closeAllBut(page);
    await page.emulateMedia({ reducedMotion: null });
    await closeEditors(workbench);
    await forget(workbench);
    if ((await page.locator('.notification-list-item').count()) > 0) {
      await workbench.runCommand('Notifications: Clear All Notifications');
      await expect(page.locator('.notification-list-item')).toHaveCount(0);
    }
  }
}

const CONTENT = builtIndex(ROOT);

/** Somebody who has used the extension before is not shown where to begin. */
const USED_BEFORE: Past = {
  events() {
    const at = Date.now() - 60_000;
    const id = monotonicFactory();
    return [true, false].map((on) => {
      return { v: EVENT_VERSION, id: id(at), at, kind: 'item-ticked', item: 'activations', on };
    });
  },
};

/** What the last journey began may still open an editor, so editors are closed until none is left. */
async function closeEditors(workbench: Workbench): Promise<void> {
  const tabs = workbench.page.locator('.tabs-container .tab');
  const discard = workbench.dialog.getByRole('button', { name: /Don't Save/ });
  await expect(async () => {
    if (await discard.isVisible()) await discard.click();
    else if ((await tabs.count()) > 0) await workbench.runCommand('View: Close All Editors');
    await expect(tabs).toHaveCount(0, { timeout: AGAIN_MS / 10 });
  }).toPass();
}

/** Deletes all attempts, and unticks all items. */
async function forget(workbench: Workbench): Promise<void> {
  const history = new HistoryFile(workbench.place);
  const attempts = (): number => [...new Ledger(history.events()).allAttempts()].length;
  if (attempts() > 0) {
    await workbench.runCommand('Tensor Drills: Delete All Attempts');
    await workbench.dialog.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(attempts).toBe(0);
  }
  const isBegun = (): boolean => {
    const { checklist } = new Ledger(history.events());
    return CONTENT.checklist.some(({ id }) => {
      const proofs = CONTENT.exercises.filter(({ items }) => items.includes(id));
      const ids = proofs.map((exercise) => exercise.id);
      return itemState(checklist, id, ids) !== 'open';
    });
  };
  if (!isBegun()) return;
  await workbench.runCommand('Tensor Drills: Reset Final Checklist');
  await workbench.pick(/Reset the checklist/);
  await expect.poll(isBegun).toBe(false);
}

async function furnish(workbench: Workbench, wanted: Wanted): Promise<void> {
  const { page, place } = workbench;
  if (wanted.viewport) await page.setViewportSize(wanted.viewport);
  for (const name of readdirSync(place.folder)) {
    if (name !== '.vscode') rmSync(join(place.folder, name), { recursive: true, maxRetries: 5 });
  }
  putFiles(place.folder, wanted.files);
  const settings = join(place.folder, '.vscode', 'settings.json');
  if (existsSync(settings)) rmSync(settings);
  workbench.set({ ...wanted.settings, 'window.title': wanted.title });
  await expect.poll(() => page.title()).toContain(wanted.title);
  await expect(page.locator('.monaco-workbench.vs')).toBeVisible();
  if (!(await workbench.sideBar.isVisible())) {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await expect(workbench.sideBar).toBeVisible();
  }
  await workbench.openViewContainer('Explorer');
}
