/** A drill of one's own, from the palette to the pass; and what happens when its YAML is broken. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markLine } from '../../src/core/drill-file.ts';
import { ROOT } from '../../src/dev/places.ts';
import { expect, test } from './fixtures.ts';

const EXAMPLE = join(ROOT, 'drills/example/coding/l2-norm');
const DRILL = 'L2Norm of a batch';

// VS Code has a setting of its own for YAML, which would indent what is inserted once more.
test.use({ settings: { '[yaml]': { 'editor.autoIndent': 'none' } } });

test('a pack: a drill of one’s own is made, passed, broken and mended', async ({ workbench }) => {
  await workbench.runCommand('Tensor Drills: New Drill Pack');
  await expect(workbench.quickInput).toContainText('Where should the pack go?');
  await workbench.screenshot('packs-where');
  await workbench.pick(/In practice/);
  await expect(workbench.editor).toContainText('title: L2Norm');

  // Its title begins that of another command, which the palette lists first once it was used.
  const palette = await workbench.openPalette('Tensor Drills: New Drill');
  await palette.getByRole('option', { name: /^Tensor Drills: New Drill(?! Pack)/ }).click();
  const title = workbench.quickInput.locator('.quick-input-box input');
  await title.fill('L2 norm');
  await expect(workbench.quickInput).toContainText('There is already a drill "l2-norm"');
  await title.fill(DRILL);
  await title.press('Enter');
  await expect(workbench.quickInput).toContainText('What does the drill ask for?');
  await workbench.screenshot('packs-kind');
  await workbench.pick(/A module with weights/);
  await expect(workbench.editor).toContainText(`title: "${DRILL}"`);
  await expect(workbench.page.locator('.squiggly-error')).toHaveCount(0);
  await workbench.openViewContainer('Tensor Drills');
  await workbench.unfold(/^Other topics/);
  await expect(workbench.row(`${DRILL}, new`)).toBeVisible();
  await workbench.screenshot('packs-new-drill');

  await workbench.runCommand('Tensor Drills: Begin a Coding Drill');
  await workbench.search(DRILL);
  const page = await workbench.webview('h1');
  await expect(page.getByRole('heading', { name: DRILL })).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await workbench.write(
    `${markLine('l2norm-of-a-batch')}\n${readFileSync(join(EXAMPLE, 'solution.py'), 'utf8')}`,
  );
  await expect(workbench.statusBarItem(/Close \d+:\d\d/)).toBeVisible();
  await workbench.screenshot('packs-passed');
  await expect(workbench.row(new RegExp(`${DRILL}, passed`))).toBeVisible();

  const file = join(workbench.place.folder, '.tensor-drills/coding/l2norm-of-a-batch/drill.yaml');
  const good = readFileSync(file, 'utf8');
  const line = good.split('\n').findIndex((one) => one.startsWith('level:')) + 1;
  // Two tabs have this name; the folder beside it tells them apart.
  await workbench.page
    .locator('.tab[data-resource-name="drill.yaml"]', { hasText: 'l2norm-of-a-batch' })
    .click();
  await workbench.write(good.replace(/^level: .*$/m, 'level: brutal'));
  await expect(workbench.page.locator('.squiggly-error')).toHaveCount(1);
  await workbench.page.keyboard.press('F8');
  await expect(workbench.page.getByText(/level: must be/).first()).toBeVisible();
  await expect(workbench.statusBarItem(`Ln ${line}, Col 8`)).toBeVisible();
  await expect(workbench.row(new RegExp(DRILL))).toHaveCount(0);
  await workbench.screenshot('packs-broken');
  await workbench.page.keyboard.press('Escape');
  await workbench.write(good);
  await expect(workbench.page.locator('.squiggly-error')).toHaveCount(0);
  await workbench.unfold(/^Other topics/);
  await expect(workbench.row(new RegExp(`${DRILL}, passed`))).toBeVisible();
});
