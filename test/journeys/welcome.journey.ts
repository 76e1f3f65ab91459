/** The first window of a new profile: where to begin, what is asked, and what can be done. */
import { DRILL, drillMistake, startDrill } from './drill.ts';
import { expect, test } from './fixtures.ts';
import { begin, QUESTION, shows, SUGGESTING } from './suggestions.ts';
import { AGAIN_MS, type Workbench } from './workbench.ts';

/** As `npm start` makes it: a path that ends in a slash makes a folder. */
const PRACTICE = { 'tensor-drills/': '' };
const WALKTHROUGH = 'Prepare with Tensor Drills';
const TAB = /Walkthrough|Welcome/;

function walkthrough({ page }: Workbench) {
  return page
    .locator('.gettingStartedContainer')
    .getByRole('heading', { level: 2, name: WALKTHROUGH });
}

test.describe('in the first window of npm start', () => {
  test.use({ files: PRACTICE });

  test('a new user sees where to begin, and never again', async ({ newWorkbench: workbench }) => {
    await expect(walkthrough(workbench)).toBeVisible();
    await expect(workbench.page.getByText('The questions that interviewers ask')).toBeVisible();
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    const picture = workbench.page.locator('.getting-started-media img');
    for (const theme of ['light', 'dark', 'high contrast'] as const) {
      await workbench.setTheme(theme);
      await expect(picture).toHaveAttribute('alt', /^A coding drill: the file/);
      const file = theme === 'light' ? /drill-light\.avif/ : /drill-dark\.avif/;
      await expect(picture).toHaveAttribute('srcset', file);
      const width = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
      await expect.poll(width).toBeGreaterThan(0);
      await workbench.screenshot(`walkthrough-${theme.replaceAll(' ', '-')}`);
    }
    const start = workbench.page.getByRole('button', { name: 'Begin a Coding Drill', exact: true });
    await expect(async () => {
      await workbench.page.keyboard.press('Tab');
      await expect(start).toBeFocused({ timeout: 200 });
    }).toPass();
    await workbench.page.keyboard.press('Enter');
    await workbench.search(DRILL);
    await expect(workbench.editor).toContainText('class LSTMCell');
    await workbench.runCommand('View: Close Other Editors in Group');
    await expect(workbench.tab(TAB)).toHaveCount(0);

    // What was open comes back, and with it the extension; the walkthrough does not.
    await workbench.reload();
    const page = await workbench.webview('h1');
    await expect(page.getByRole('button', { name: 'Start' })).toBeVisible();
    await expect(workbench.tab(TAB)).toHaveCount(0);
  });
});

test.describe('with suggestions on', () => {
  test.use({ settings: SUGGESTING });

  test('the view shows where to begin, and the first drill asks what can be answered with no', async ({
    newWorkbench: workbench,
  }) => {
    await workbench.openViewContainer('Tensor Drills');
    await expect(walkthrough(workbench)).toBeVisible();
    await expect(workbench.row(/^Coding/).first()).toBeVisible();

    await workbench.setTheme('high contrast');
    await workbench.setWindowSize(600, 800);
    await startDrill(workbench);
    await expect(workbench.notifications).toContainText(QUESTION);
    for (const [theme, width] of [
      ['high contrast', 600],
      ['dark', 1280],
    ] as const) {
      await workbench.setTheme(theme);
      await workbench.setWindowSize(width, 800);
      const question = await workbench.question(QUESTION);
      await expect(question.getByRole('button', { name: 'Leave On' })).toBeInViewport();
      await workbench.screenshot(`quiet-question-${theme.replaceAll(' ', '-')}`);
    }
    await workbench.answer(QUESTION, 'Leave On');
    await expect(workbench.notifications).toHaveCount(0);
    await begin(workbench, 'zeppelin_gate = 2');
    await shows(workbench);
  });
});

test('the palette lists what can be done now, also after a reload', async ({
  newWorkbench: workbench,
}) => {
  const drill = ['Check Drill', 'Reset Drill', 'Compare with Solution', 'Show Hint'];
  const clock = ['Pause/Resume Clock', 'Finish Drill', 'Clock Actions'];
  const past = ['Delete All Attempts', 'Delete Attempt'];
  const never = ['Review Drawing', 'Review Design', 'Prove Drill Pack', 'Count the Time Away'];
  await lists(workbench, ['Begin a Coding Drill'], [...drill, ...clock, ...past, ...never]);

  await startDrill(workbench);
  // Somebody who runs a command knows where to begin.
  await workbench.openViewContainer('Tensor Drills');
  await expect(workbench.row(/^Coding/).first()).toBeVisible();
  await expect(workbench.tab(TAB)).toHaveCount(0);

  const all = () => lists(workbench, [...drill, ...clock, ...past], [...never, 'Compare Attempt']);
  await all();
  await workbench.reload();
  const page = await workbench.webview('h1');
  await expect(page.getByRole('heading', { name: DRILL })).toBeVisible();
  await all();

  await workbench.write(drillMistake('candidate-activation'));
  await expect(page.locator('.found h3').first()).toBeVisible();
  await lists(workbench, ['Compare Attempt'], never);
});

/** Reads our commands in a window that is high enough for the whole list; opened anew, it lists what can be done now. */
async function lists(
  workbench: Workbench,
  wanted: readonly string[],
  unwanted: readonly string[],
): Promise<void> {
  const titled = (titles: readonly string[]) => titles.map((title) => `Tensor Drills: ${title}`);
  await workbench.setWindowSize(1280, 4000);
  await expect(async () => {
    await workbench.page.keyboard.press('Escape');
    const palette = await workbench.openPalette('Tensor Drills: ');
    const rows = palette.locator('.monaco-list-row');
    // Whatever can be done, the list begins with this one or ends with it.
    const last = rows.filter({ hasText: 'Tensor Drills: What Next?' });
    await expect(last).toBeVisible({ timeout: AGAIN_MS });
    const all = await rows.locator('.label-name').allTextContents();
    expect(all).toEqual(expect.arrayContaining(titled(wanted)));
    expect(all.filter((title) => titled(unwanted).includes(title))).toEqual([]);
  }).toPass();
  await workbench.page.keyboard.press('Escape');
  await workbench.setWindowSize(1280, 800);
}
