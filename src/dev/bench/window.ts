/** A window of the real workbench with the packaged extension: what a person does in it, and how long that takes. */
import type { Frame, Page } from 'playwright-core';

export class BenchWindow {
  constructor(readonly page: Page) {}

  /** Opens it, and waits until extensions and their commands are known. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator('[id="status.problems"]').waitFor();
  }

  async run(title: string): Promise<void> {
    await this.find(title);
    await this.page.keyboard.press('Enter');
  }

  /** The command in the palette; all but Enter. */
  async find(title: string): Promise<void> {
    const command = this.page.getByRole('option', { name: title }).first();
    const focused = this.page.locator('.quick-input-widget input:focus').first();
    do {
      await this.page.keyboard.press('F1');
      // What is typed before the palette is there is lost.
      if (await comes(focused.waitFor({ timeout: 5000 }))) {
        await this.page.keyboard.insertText(title);
      }
      // A page that comes up takes the focus, and with it closes the palette.
    } while (!(await comes(command.waitFor({ timeout: 5000 }))));
  }

  /** The command, and the choice in its list; all but the last Enter. */
  async choose(command: string, exercise: string): Promise<void> {
    await this.run(`Tensor Drills: ${command}`);
    // The palette's text is gone when the list is there.
    await this.page.waitForFunction(
      () =>
        document.querySelector<HTMLInputElement>('.quick-input-widget input')?.value === '' &&
        document.querySelector('.quick-input-list .monaco-list-row') !== null,
    );
    await this.page.keyboard.insertText(exercise);
    // Enter takes the row that is marked, which is another one until the list has been searched.
    const marked = this.page.locator('.quick-input-list .monaco-list-row.focused');
    // Other rows may mention it in their description.
    await marked.locator('.label-name', { hasText: exercise }).first().waitFor();
  }

  /** Milliseconds from Enter until each of these is on the screen. */
  async enter(...shown: readonly (() => Promise<unknown>)[]): Promise<number[]> {
    const began = performance.now();
    await this.page.keyboard.press('Enter');
    return Promise.all(
      shown.map(async (isShown) => {
        await isShown();
        return performance.now() - began;
      }),
    );
  }

  /** Waits for such a line in an editor. */
  line(text: string): Promise<void> {
    return this.page.locator('.view-line', { hasText: text }).first().waitFor();
  }

  /** Waits until one of our pages shows such an element, and returns its frame. */
  async inPage(selector: string, hasText = ''): Promise<Frame> {
    for (;;) {
      for (const frame of this.page.frames()) {
        const shown = await frame
          .locator(selector, { hasText })
          .first()
          .isVisible()
          .catch(() => false);
        if (shown) return frame;
      }
      await this.page.waitForTimeout(5);
    }
  }

  async closeAll(): Promise<void> {
    const tab = this.page.locator('.tabs-container .tab').first();
    do await this.run('View: Close All Editors');
    while (!(await comes(tab.waitFor({ state: 'detached', timeout: 5000 }))));
  }
}

/** Whether it came in the time that it was given. */
export function comes(waiting: Promise<void>): Promise<boolean> {
  return waiting.then(
    () => true,
    () => false,
  );
}
