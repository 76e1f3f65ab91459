/** Pages to read: found by section, followed by links, there again after a reload; those of a pack ask for nothing. */
import { HOSTILE_PAGE } from '../hostile-page.ts';
import { violations } from './access.ts';
import { expect, test } from './fixtures.ts';
import { KINDS, THEMES } from './themes.ts';
import type { Workbench } from './workbench.ts';

const ELSEWHERE = 'http://elsewhere.example';
const LONG = Array.from({ length: 60 }, (_, i) => `Line ${i}.`).join('\n\n');
const MINE = `# Mine

See [the LoRA paper](papers/lora.md#Limits), [the end](#the-end) and [a site](https://example.org/).

| What | Figure |
| --- | ---: |
| parameters | $12Ld^2$ |

${LONG}

## The end

\`\`\`python
def softmax(x):
    return x.exp() / x.exp().sum(-1, keepdim=True)  # naive
\`\`\`
`;

test.use({
  files: {
    '.tensor-drills/guide/mine.md': MINE,
    '.tensor-drills/guide/hostile.md': HOSTILE_PAGE(ELSEWHERE),
  },
});

/** Opens a page by its title or that of a section. Those of a pack come a moment after ours. */
async function openGuide(workbench: Workbench, words: string): Promise<void> {
  const found = workbench.quickInput.getByRole('option', { name: new RegExp(words) }).first();
  await expect(async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Tensor Drills: Open Guide');
    await workbench.quickInput.getByPlaceholder('Type to search pages').fill(words);
    await expect(found).toBeVisible({ timeout: 2000 });
  }).toPass();
  await found.click();
}

test('the guide is found by section; links lead on, and a reload keeps the place', async ({
  workbench,
}) => {
  const open = (words: string): Promise<void> => openGuide(workbench, words);
  await open('The end');
  const page = await workbench.webview('h1');
  const end = page.getByRole('heading', { name: 'The end' });
  await expect(end).toBeFocused();
  await expect(end).toBeInViewport();
  await workbench.screenshot('guide-section');
  await workbench.reload();
  const again = await workbench.webview('h1');
  await expect(again.getByRole('heading', { name: 'The end' })).toBeInViewport();

  await again.locator('body').press('Control+Home');
  await again.getByRole('link', { name: 'the end' }).press('Enter');
  await expect(again.getByRole('heading', { name: 'The end' })).toBeFocused();
  await again.getByRole('link', { name: 'the LoRA paper' }).click();
  await expect(again.getByRole('heading', { name: 'LoRA', exact: true })).toBeVisible();
  await expect(again.getByRole('heading', { name: 'Limits' })).toBeFocused();
  await expect(workbench.tab('LoRA')).toBeVisible();
});

test('a page of a pack asks for nothing, in every kind of theme and narrow', async ({
  workbench,
}) => {
  const asked: string[] = [];
  workbench.page.on('request', (request) => {
    if (request.url().startsWith(ELSEWHERE)) asked.push(request.url());
  });
  await openGuide(workbench, 'Hostile');
  const page = await workbench.webview('h1');
  await expect(page.getByRole('note')).toContainText(
    'Some content was left out of this page: 2 images',
  );
  for (const theme of KINDS) {
    await workbench.setTheme(theme);
    await expect(page.locator('body')).toHaveAttribute(
      'data-vscode-theme-kind',
      THEMES[theme].kind,
    );
    expect(await violations(workbench), theme).toEqual([]);
    await workbench.screenshot(`guide-${theme.replaceAll(' ', '-')}`);
  }
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.setWindowSize(360, 800);
  await workbench.screenshot('guide-narrow');
  expect(asked).toEqual([]);
});
