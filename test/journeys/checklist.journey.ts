/** The final checklist: ticked in one window, seen in the other. */
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Workbench } from './workbench.ts';

const ITEM = /^Write multi-head attention/;

test('a tick in one window is there in the other, and after a reload', async ({ workbench }) => {
  const second = await workbench.secondWindow();
  for (const window of [workbench, second]) await window.openViewContainer('Tensor Drills');
  await expect(box(second)).not.toBeChecked();

  await box(workbench).click();
  await expect(box(second)).toBeChecked();
  await expect(second.sideBar.getByText('1 of 12', { exact: true })).toBeVisible();

  await box(second).click();
  await expect(box(workbench)).not.toBeChecked();
  // A click while the row is drawn anew would be lost.
  await expect(second.sideBar.getByText('0 of 12', { exact: true })).toBeVisible();
  await expect(box(second)).not.toBeChecked();

  await box(second).click();
  await expect(second.sideBar.getByText('1 of 12', { exact: true })).toBeVisible();
  await workbench.open();
  await workbench.openViewContainer('Tensor Drills');
  await expect(box(workbench)).toBeChecked();
});

function box(window: Workbench): Locator {
  return window.row(ITEM).getByRole('checkbox');
}
