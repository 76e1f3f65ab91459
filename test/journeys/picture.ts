/** What pictures for README have in common: a desk that looks lived in, and a place to go to. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { monotonicFactory } from 'ulid';
import { EVENT_VERSION, type Event, type NewEvent } from '../../src/core/events.ts';
import { ROOT } from '../../src/dev/places.ts';
import { expect } from './fixtures.ts';
import type { Workbench } from './workbench.ts';

const FOLDER = join(ROOT, 'media', 'screenshots');
/** README is read over slow lines too. */
const MOST_BYTES = 200_000;

/** A picture shows the page and the code, not VS Code's own furniture. */
export const TIDY = {
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
} as const;

/** Takes the picture of the window, or of a part of it. */
export async function take(workbench: Workbench, name: string, part?: Locator): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await (part ?? workbench.page).screenshot({ path, caret: 'hide' });
  expect(statSync(path).size).toBeLessThan(MOST_BYTES);
}

/** Seconds before now, and what happened then. */
export type Told = readonly [secondsAgo: number, event: NewEvent];

/** In the order in which it happened; what happened at once stays in the order in which it is told. */
export function told(...past: readonly Told[]): readonly Event[] {
  const now = Date.now();
  const id = monotonicFactory();
  return past
    .toSorted(([one], [other]) => other - one)
    .map(([secondsAgo, event]) => {
      const at = now - secondsAgo * 1000;
      return { v: EVENT_VERSION, id: id(at), at, ...event };
    });
}
