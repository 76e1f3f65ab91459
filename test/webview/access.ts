/** What axe finds wrong with a page, told so that a failed test says where. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Of all of axe's rules, or only of `rules`: each violation's rule, first element and what to do. */
export async function violations(page: Page, rules: readonly string[] = []): Promise<unknown[]> {
  // Without the second page that axe opens to be safe from the tested one: these are our own, and it takes half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (rules.length > 0) axe.withRules([...rules]);
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes: [first] }) => [id, first?.html, first?.failureSummary]);
}
