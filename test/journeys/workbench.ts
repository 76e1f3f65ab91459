/** The workbench as a person sees and uses it, from outside. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { TOOLS } from '../../src/dev/places.ts';
import type { Settings } from '../../src/dev/workbench/settings.ts';
import { HANGS_MS } from '../limits.ts';
import { THEMES, type Theme } from './themes.ts';

export interface Place {
  readonly address: string;
  /** The practice folder. */
  readonly folder: string;
  readonly userDataDir: string;
  /** Resolves once no window's extensions run any more. */
  unused(): Promise<void>;
  /** Ends all windows' extensions as a crash does: they are told nothing. */
  crash(): void;
}

/** Milliseconds after which somebody does once more what had no effect. */
export const AGAIN_MS = HANGS_MS / 18;

export class Workbench {
  constructor(
    readonly page: Page,
    readonly place: Place,
  ) {}

  /** Opens the practice folder, and waits until it can be used. */
  async open(): Promise<void> {
    await this.page.goto(this.place.address);
    await this.#usable();
  }

  /**
   * Reloads the window by VS Code's own command, and waits until it can be used. The command first stores what is open; a
   * reload of the browser's would find what was stored last, and on a busy machine that can be minutes old.
   */
  async reload(): Promise<void> {
    // Until then, the pages of the window as it was are still there to be found.
    const gone = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await gone;
    await this.#usable();
  }

  async #usable(): Promise<void> {
    await expect(this.page.locator('.monaco-workbench')).toBeVisible();
    await expect(this.activityBar).toBeVisible();
    // Both come late: when the window has been restored, and when the extensions are known with their commands.
    await expect(this.page.locator('[id="status.problems"]')).toBeVisible();
    await expect(this.viewTab('Tensor Drills')).toBeVisible();
  }

  /** Closes the window, and waits until nothing runs for it any more. */
  async leave(): Promise<void> {
    await this.page.goto('about:blank');
    await this.place.unused();
  }

  /** A second window on the same folder, in a page that was made ready for it. */
  async secondWindow(ready?: (page: Page) => Promise<void>): Promise<Workbench> {
    const second = new Workbench(await this.page.context().newPage(), this.place);
    await ready?.(second.page);
    await second.open();
    return second;
  }

  get activityBar(): Locator {
    return this.page.locator('.part.activitybar');
  }

  /** The tab of a view container by its title. */
  viewTab(title: string): Locator {
    return this.activityBar.getByRole('tab', { name: title });
  }

  get sideBar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** Notifications that are on the screen. */
  get notifications(): Locator {
    return this.page.locator('.notification-toast .notification-list-item');
  }

  /** The question that covers the window. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** A question, wherever it is: after ten seconds, VS Code moves it from the screen to its list. */
  async question(text: string): Promise<Locator> {
    const asked = this.page
      .locator('.notification-list-item', { hasText: text })
      .filter({ visible: true });
    await expect(async () => {
      if ((await asked.count()) === 0) await this.runCommand('Notifications: Show Notifications');
      await expect(asked).toBeVisible({ timeout: AGAIN_MS });
    }).toPass();
    return asked;
  }

  async answer(question: string, button: string): Promise<void> {
    await expect(async () => {
      const asked = await this.question(question);
      await asked.getByRole('button', { name: button }).click({ timeout: AGAIN_MS });
    }).toPass();
  }

  /** Tabs of open editors. */
  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** An item of the status bar by its text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text });
  }

  /** Opens a view container by its title in the activity bar. */
  async openViewContainer(title: string): Promise<void> {
    const tab = this.viewTab(title);
    if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
    await expect(this.sideBar.locator('.composite.title')).toContainText(title);
  }

  /** Opens the row of a tree that holds others, unless it is open. */
  async unfold(label: string | RegExp): Promise<void> {
    const row = this.row(label).first();
    await expect(row).toBeVisible();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
    await expect(row).toHaveAttribute('aria-expanded', 'true');
  }

  /** Rows of a tree view. */
  row(label: string | RegExp): Locator {
    return this.sideBar.getByRole('treeitem', { name: label });
  }

  /** The box that palette, quick picks and input boxes share. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** Opens the command palette and writes into it. */
  async openPalette(text = ''): Promise<Locator> {
    await this.page.keyboard.press('F1');
    const input = this.quickInput.locator('.quick-input-box input');
    await input.fill(`>${text}`);
    return this.quickInput;
  }

  /** Runs a command by its title as the palette shows it, such as `Tensor Drills: Begin a Coding Drill`. */
  async runCommand(title: string): Promise<void> {
    const palette = await this.openPalette(title);
    await palette
      .getByRole('option', { name: title })
      .filter({ has: this.page.getByText(title, { exact: true }) })
      .first()
      .click();
  }

  /** Types into a quick pick and chooses: what is below the edge of a long list is not there. */
  async search(label: string): Promise<void> {
    await this.quickInput.locator('.quick-input-box input').fill(label);
    await this.pick(label);
  }

  /** Chooses in a quick pick. */
  async pick(label: string | RegExp): Promise<void> {
    await this.quickInput.getByRole('option', { name: label }).first().click();
  }

  /** Replaces all text of the first text editor, and saves it. */
  async write(text: string): Promise<void> {
    await this.replaceText(text);
    await expect(async () => {
      await this.enterEditor();
      await this.#pressSave();
    }).toPass();
  }

  /** Replaces all text of the first text editor: by pasting, because VS Code takes typed text letter by letter. */
  async replaceText(text: string): Promise<void> {
    const { keyboard } = this.page;
    await expect(async () => {
      await this.enterEditor();
      await this.page.evaluate((it) => navigator.clipboard.writeText(it), text);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.press('ControlOrMeta+V');
      // Nothing is selected any more, and the cursor is where the text ends.
      const lines = text.split('\n');
      const end = `Ln ${lines.length}, Col ${(lines.at(-1) ?? '').length + 1}`;
      await expect(this.statusBarItem(/^Ln /)).toHaveText(end, { timeout: AGAIN_MS });
    }).toPass();
    await keyboard.press('ControlOrMeta+Home');
  }

  /** Moves the focus to the first text editor, by keyboard. */
  async enterEditor(): Promise<void> {
    await this.#enterGroup(1, '.editor-group-container.active .monaco-editor');
  }

  /** Moves the focus to the page beside the editor, by keyboard. */
  async enterPage(): Promise<void> {
    await this.#enterGroup(2, 'iframe.webview');
  }

  /** A page that was used a moment ago may claim the focus late, so the key is pressed again until it holds. */
  async #enterGroup(group: number, target: string): Promise<void> {
    const hasFocus = () =>
      this.page.evaluate((one) => document.activeElement?.closest(one) != null, target);
    await expect(async () => {
      await this.page.keyboard.press(`ControlOrMeta+${group}`);
      await expect.poll(hasFocus, { timeout: AGAIN_MS }).toBe(true);
    }).toPass();
  }

  /** Saves the editor that has the focus. */
  async save(): Promise<void> {
    await expect(() => this.#pressSave()).toPass();
  }

  /** While VS Code prepares a save of its own, it takes no other. */
  async #pressSave(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+s');
    await expect(this.page.locator('.tab.dirty')).toHaveCount(0, { timeout: AGAIN_MS });
  }

  get editor(): Locator {
    return this.page.locator('.editor-group-container .monaco-editor .view-lines').first();
  }

  /** A keyboard chord of the extension's own. */
  async chord(letter: string): Promise<void> {
    await this.page.keyboard.press('Shift+Alt+P');
    await this.page.keyboard.press(letter);
  }

  /** The page of the webview that shows something the selector matches, of several the first; outlives a reload of the page. */
  async webview(selector: string, which = 0): Promise<FrameLocator> {
    let name: string | null = null;
    await expect
      .poll(async () => (name = (await this.#webviewsWith(selector))[which] ?? null), {
        message: `a webview with ${selector}`,
      })
      .not.toBeNull();
    return this.#pageOf(String(name));
  }

  /** VS Code gives each webview's outer frame a name of its own. */
  async #webviewsWith(selector: string): Promise<string[]> {
    const names: string[] = [];
    for (const outer of await this.page.locator('iframe.webview.ready').all()) {
      const name = await outer.getAttribute('name').catch(() => null);
      if (name !== null && (await this.#pageOf(name).locator(selector).count()) > 0)
        names.push(name);
    }
    return names;
  }

  #pageOf(name: string): FrameLocator {
    return this.page.frameLocator(`iframe.webview[name="${name}"]`).frameLocator('#active-frame');
  }

  /** Changes the folder's settings on disk; VS Code takes them up at once (not so the user's, in the browser). */
  set(settings: Settings): void {
    const folder = join(this.place.folder, '.vscode');
    const file = join(folder, 'settings.json');
    const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Settings) : {};
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify({ ...before, ...settings }, null, 2));
  }

  async setTheme(theme: Theme): Promise<void> {
    const wanted = THEMES[theme];
    this.set({ 'workbench.colorTheme': wanted.name });
    await expect(this.page.locator(`.monaco-workbench.${wanted.class}`)).toBeVisible();
    // Pages are told a little later.
    for (const outer of await this.page.locator('iframe.webview.ready').all()) {
      const page = outer.contentFrame().frameLocator('#active-frame');
      await expect(page.locator('body')).toHaveAttribute('data-vscode-theme-id', wanted.name);
    }
  }

  async setWindowSize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  /** Saves a picture of the window and returns its path. */
  async screenshot(name: string, folder = join(TOOLS, 'journeys', 'screenshots')): Promise<string> {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
