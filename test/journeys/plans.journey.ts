/** Study plans: found in the view and in the palette, followed, and kept to by What Next?. */
import { expect, test } from './fixtures.ts';
import { KINDS } from './themes.ts';

const PLAN = 'A decoder from scratch';

test('a plan is followed from the palette, seen in the view, and left again', async ({
  workbench,
}) => {
  await workbench.openViewContainer('Tensor Drills');
  await workbench.unfold(/^Study plans/);
  await workbench.screenshot('plans-tree');

  await test.step('by keyboard: the list of plans, then the plan itself', async () => {
    const { keyboard } = workbench.page;
    await workbench.runCommand('Tensor Drills: Study Plans');
    await expect(workbench.quickInput).toContainText('The five classics');
    await workbench.screenshot('plans-pick');
    await workbench.quickInput.locator('.quick-input-box input').fill('decoder');
    await expect(workbench.quickInput.getByRole('option')).toHaveCount(1);
    await keyboard.press('Enter');
    await expect(workbench.quickInput).toContainText('Follow this plan');
    await workbench.screenshot('plans-plan');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
  });

  await expect(workbench.notifications.filter({ hasText: PLAN })).toBeVisible();
  const row = workbench.row(new RegExp(`^${PLAN}, 0 of \\d+ done, followed`));
  await expect(row).toHaveAttribute('aria-expanded', 'true');
  await expect(
    workbench.row(/^Practise: Stable softmax and log-softmax, coding drill, 12 min/),
  ).toBeVisible();
  await workbench.answer(PLAN, 'Start the Next Exercise');
  await expect(workbench.tab(/softmax\.py/)).toBeVisible();

  for (const theme of KINDS) {
    await test.step(theme, async () => {
      await workbench.setTheme(theme);
      await workbench.screenshot(`plans-${theme.replaceAll(' ', '-')}`);
    });
  }

  await workbench.runCommand('Tensor Drills: What Next?');
  await expect(workbench.quickInput).toContainText(`${PLAN}: 0 of`);
  await expect(workbench.quickInput).toContainText('Step 1 of 7 in the plan');
  await workbench.setWindowSize(700, 800);
  await workbench.screenshot('plans-what-next-narrow');
  await workbench.page.keyboard.press('Escape');

  await workbench.runCommand('Tensor Drills: Stop Following the Study Plan');
  await expect(workbench.row(new RegExp(`^${PLAN}, 0 of \\d+ done$`))).toBeVisible();
  await workbench.screenshot('plans-left-narrow');
});
