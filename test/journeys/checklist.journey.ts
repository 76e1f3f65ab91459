/** The final checklist: ticked in one window, seen in the other. */
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { AGAIN_MS, type Workbench } from './workbench.ts';

const ITEM = /^Write multi-head attention/;

test('a tick in one window is there in the other, and after a reload', async ({ workbench }) => {
  const second = await workbench.secondWindow();
  for (const window of [workbench, second]) await window.openViewContainer('Tensor Drills');
  await expect(box(second)).not.toBeChecked();

  await tick(workbench, true);
  await expect(box(second)).toBeChecked();
  await expect(second.sideBar.getByText('1 of 12', { exact: true })).toBeVisible();

  await tick(second, false);
  await expect(box(workbench)).not.toBeChecked();
  await expect(second.sideBar.getByText('0 of 12', { exact: true })).toBeVisible();
  await expect(box(second)).not.toBeChecked();

  await tick(second, true);
  await expect(second.sideBar.getByText('1 of 12', { exact: true })).toBeVisible();
  await workbench.reload();
  await workbench.openViewContainer('Tensor Drills');
  await expect(box(workbench)).toBeChecked();
  // The history may still be unread, and the tick counts nevertheless.
  await tick(workbench, false);
  await expect(workbench.sideBar.getByText('0 of 12', { exact: true })).toBeVisible();
});

/** VS Code loses a click on a row that it is drawing anew, as when the other window is heard of; people click again. */
async function tick(window: Workbench, checked: boolean): Promise<void> {
  await expect(async () => {
    if ((await box(window).isChecked()) !== checked) await box(window).click();
    await expect(box(window)).toBeChecked({ checked, timeout: AGAIN_MS });
  }).toPass();
}

function box(window: Workbench): Locator {
  return window.row(ITEM).getByRole('checkbox');
}
