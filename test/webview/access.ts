/** What axe finds wrong with a page, told so that a failed test says where. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Theme } from './browser.ts';

/** What another theme of the same kind can change. */
const BY_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Each violation's rule, first element and what to do. */
export async function violations(page: Page, theme: Theme): Promise<unknown[]> {
  // Without the second page that axe opens to be safe from the tested one: these are our own, and it takes half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (theme.endsWith('2026')) axe.withRules(BY_COLOUR);
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes: [first] }) => [id, first?.html, first?.failureSummary]);
}
