/** The page of a debugging drill in a browser, with a drill and a state. */
import type { DebugPageState, FromDebugPage, ToDebugPage } from '../../src/protocol/debug-page.ts';
import { tabOf, type Look } from './browser.ts';
import { debugDrill, DEBUG_STATES } from './debug-states.ts';

export type Name = keyof typeof DEBUG_STATES;
export const NAMES = Object.keys(DEBUG_STATES) as Name[];

export function debugTab() {
  const tab = tabOf<FromDebugPage, ToDebugPage>('debug');
  return async (name: Name, look: Look = {}) => {
    const it = await tab.open(look);
    const state = (next: DebugPageState) => it.send({ type: 'state', state: next });
    await it.send({ type: 'drill', drill: debugDrill });
    await state(DEBUG_STATES[name]);
    return {
      ...it,
      state,
      show: (next: Name) => state(DEBUG_STATES[next]),
      text: async () => (await it.page.locator('#root').textContent()) ?? '',
      sections: () => it.page.locator('main h2').allTextContents(),
      heard: () => it.page.locator('.heard[aria-live] p').textContent(),
      focused: () => it.page.evaluate(() => document.activeElement?.textContent.trim() ?? ''),
      last: async () => (await it.sent()).at(-1),
    };
  };
}
