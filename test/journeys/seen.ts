/** What a window showed when its journey failed, in words: the log of a run on another machine has no pictures. */
import type { Page } from '@playwright/test';

/** How many lines of VS Code's log are told: the last ones, which are nearest to the failure. */
const LOGGED = 15;

export async function seen(page: Page): Promise<string> {
  if (page.isClosed()) return 'The window was closed.';
  const shown = await page.evaluate(() => {
    const texts = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((element) => element.checkVisibility())
        .map((element) => element.innerText.replaceAll(/\s+/g, ' ').slice(0, 300));
    const focus = document.activeElement;
    return {
      focus: [`${focus?.tagName} ${focus?.className} ${focus?.getAttribute('aria-label')}`],
      tabs: texts('.tabs-container .tab'),
      'unsaved tabs': texts('.tabs-container .tab.dirty'),
      notifications: texts('.notification-list-item'),
      dialogs: texts('.monaco-dialog-box'),
      'quick input': texts('.quick-input-widget'),
      'status bar': texts('.part.statusbar .statusbar-item'),
    };
  });
  const log = (await page.consoleMessages())
    .filter((message) => message.type() === 'error' || message.type() === 'warning')
    .map((message) => message.text().split('\n', 1)[0]?.slice(0, 200))
    .slice(-LOGGED);
  return Object.entries({ ...shown, log })
    .map(([what, lines]) => [`${what}:`, ...lines].join('\n  '))
    .join('\n');
}
