/** A mock interview from outside. */
import { expect, test } from './fixtures.ts';

test('a mock interview: no answers until the scorecard, and it outlives a reload', async ({
  workbench,
}) => {
  await workbench.runCommand('Tensor Drills: Mock Interview');
  await workbench.pick('30 minutes');
  const page = await workbench.webview('h1');
  await expect(page.getByRole('heading', { name: 'Mock interview' })).toBeVisible();
  await page.getByRole('button', { name: /^Start this part/ }).click();
  await expect(page.getByText('Part 1 of 4')).toBeVisible();
  await expect(page.getByText('Model answer')).toHaveCount(0);
  await page.getByRole('button', { name: 'End this part' }).click();
  await expect(page.getByText('Part 2 of 4')).toBeVisible();

  await workbench.reload();
  // VS Code gives a page that it restores its focus back, which would close a list.
  const restored = await workbench.webview('h1');
  await expect(restored.getByText('Part 2 of 4')).toBeVisible();
  await workbench.runCommand('Tensor Drills: Mock Interview');
  await workbench.pick(/Resume/);
  const again = await workbench.webview('h1');
  await expect(again.getByText('Part 2 of 4')).toBeVisible();
  await again.getByRole('button', { name: 'End the interview now' }).click();
  await expect(again.getByRole('heading', { name: 'Scorecard' })).toBeVisible();
  const admitted = again.getByRole('checkbox', { name: 'No clarifying questions' });
  await admitted.click();
  await expect(admitted).toBeChecked();
  await workbench.screenshot('mock-scorecard');
  await again.getByRole('button', { name: 'Export as Markdown' }).click();
  await expect(workbench.editor).toContainText('# Mock interview');
  await expect(workbench.editor).toContainText('No clarifying questions');
});
