/** Suggestions as ghost text, as a person types and sees them. */
import { expect, type Locator } from '@playwright/test';
import { AGAIN_MS, type Workbench } from './workbench.ts';

/** What is asked before the first attempt's file is practised in. */
export const QUESTION = 'Turn off inline suggestions';

/** With them the question is asked, and there is something to turn off. */
export const SUGGESTING = {
  'tensorDrills.quietEditor': 'ask',
  // VS Code's own suggestions as ghost text, such as an assistant shows.
  'editor.quickSuggestions': { other: 'inline' },
  'editor.inlineSuggest.minShowDelay': 0,
} as const;

export function ghost(workbench: Workbench): Locator {
  return workbench.page.locator('.editor-group-container .ghost-text-decoration');
}

/** Begins a word on a new line at the end. */
export async function begin(workbench: Workbench, word: string): Promise<void> {
  const { keyboard } = workbench.page;
  await workbench.enterEditor();
  await keyboard.press('ControlOrMeta+End');
  await keyboard.press('Enter');
  await keyboard.press('Home');
  await keyboard.type(word, { delay: 20 });
}

export async function shows(workbench: Workbench): Promise<void> {
  await expect(async () => {
    await begin(workbench, 'zepp');
    await expect(ghost(workbench).filter({ hasText: 'elin_gate' })).toBeVisible({
      timeout: AGAIN_MS,
    });
  }).toPass();
}
