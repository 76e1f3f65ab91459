/** The page in the real workbench: every kind of theme, a narrow panel, no motion. */
import { violations } from './access.ts';
import { drillMistake, startDrill } from './drill.ts';
import { expect, test } from './fixtures.ts';
import { THEMES, type Theme } from './themes.ts';

test('the page follows all themes, a narrow panel and a wish for no motion', async ({
  workbench,
}) => {
  const page = await startDrill(workbench);
  await page.getByRole('button', { name: 'Start' }).click();
  await workbench.write(drillMistake('candidate-activation'));
  await expect(page.locator('.found h3').first()).toBeVisible();
  const background = () =>
    page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);

  const backgrounds = new Set<string>();
  for (const theme of Object.keys(THEMES) as Theme[]) {
    await test.step(theme, async () => {
      await workbench.setTheme(theme);
      const { kind } = THEMES[theme];
      await expect(page.locator('body')).toHaveAttribute('data-vscode-theme-kind', kind);
      backgrounds.add(await background());
      expect(await violations(workbench), theme).toEqual([]);
      await workbench.screenshot(`theme-${theme.replaceAll(' ', '-')}`);
    });
  }
  // The light ones may share theirs.
  expect(backgrounds.size).toBeGreaterThanOrEqual(4);

  await test.step('narrow', async () => {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.setWindowSize(700, 800);
    const widths = () =>
      page.locator('html').evaluate((html) => [html.clientWidth, html.scrollWidth] as const);
    await expect.poll(async () => (await widths())[0]).toBeLessThanOrEqual(330);
    const [client, scroll] = await widths();
    expect(scroll).toBe(client);
    await workbench.screenshot('narrow');
  });

  await test.step('without motion', async () => {
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    await expect(page.locator('body')).toHaveClass(/vscode-reduce-motion/);
    const moving = await page.locator('*').evaluateAll(
      (all) =>
        all.filter((one) => {
          const { animationName, transitionDuration } = getComputedStyle(one);
          return animationName !== 'none' || transitionDuration !== '0s';
        }).length,
    );
    expect(moving).toBe(0);
  });
});
