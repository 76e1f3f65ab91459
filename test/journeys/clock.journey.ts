/** The clock outlives the window: a reload, and a window that was closed for long. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elapsed, formatClock } from '../../src/core/clock.ts';
import { DRILL, startDrill } from './drill.ts';
import { expect, test } from './fixtures.ts';
import { HistoryFile } from './history.ts';

const MINUTES = 60_000;

test('an attempt outlives reloads to the second, and time away is not counted', async ({
  workbench,
}) => {
  const history = new HistoryFile(workbench.place);
  const face = workbench.statusBarItem(/Explain \d/);
  let page = await startDrill(workbench);
  const shown = () => page.getByRole('timer');

  await test.step('paused, it stands where it stood', async () => {
    await page.getByRole('button', { name: 'Start' }).click();
    await workbench.write('# Tensor Drills: lstm-cell\n# mine\n');
    await expect(face).toContainText(/Explain (?!0:00)\d+:\d\d/);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('Paused')).toBeVisible();
    const { clock } = history.attempt();
    const time = formatClock(elapsed(clock, 'narrate', 0));
    await expect(shown()).toHaveText(time);

    await workbench.reload();
    page = await workbench.webview('h1');
    await expect(page.getByRole('heading', { name: DRILL })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await expect(shown()).toHaveText(time);
    await expect(face).toContainText(`Explain ${time}`);
    expect(history.attempt().clock).toEqual(clock);
    const file = join(workbench.place.folder, 'tensor-drills', 'lstm_cell.py');
    expect(readFileSync(file, 'utf8')).toContain('# mine');
  });

  await test.step('running, it runs on', async () => {
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    const { clock } = history.attempt();
    await workbench.reload();
    page = await workbench.webview('h1');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    // The page draws once a second, and later on a busy machine.
    await expect(async () => {
      const before = elapsed(clock, 'narrate', Date.now());
      const text = (await shown().textContent()) ?? '';
      const after = elapsed(clock, 'narrate', Date.now());
      expect([before - 1000, before, after].map(formatClock)).toContain(text);
    }).toPass();
  });

  await test.step('closed for half an hour, it stands and the drill waits to be resumed', async () => {
    const counted = () => elapsed(history.attempt().clock, 'narrate', Date.now());
    await workbench.leave();
    const before = counted();
    history.letPass(30 * MINUTES);

    await workbench.open();
    page = await workbench.webview('h1');
    await expect(page.getByText('Welcome back')).toBeVisible();
    await expect(page.getByText(/slept for 30 min, and that time is not counted/)).toBeVisible();
    expect(counted()).toBeLessThanOrEqual(before);
    await page.getByRole('button', { name: 'Count it' }).click();
    await expect(page.getByText('Welcome back')).toBeHidden();
    expect(counted()).toBeGreaterThanOrEqual(30 * MINUTES);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByText('Over time')).toBeVisible();
  });
});
