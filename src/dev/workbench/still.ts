/** A workbench in which no progress bar moves. */
import type { BrowserContext, Page } from 'playwright-core';

const STILL = '.monaco-progress-container .progress-bit { animation: none !important; }';

/**
 * For windows that are opened from now on. A bar that moves is drawn sixty times a second, and without a graphics card that
 * takes most of a core, just while the workbench and our page are loading.
 */
export async function keepStill(pages: BrowserContext | Page): Promise<void> {
  await pages.addInitScript(`if (window === window.top) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(${JSON.stringify(STILL)});
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }`);
}
