/** Suggestions in a drill file: asked about once, off while it is practised in, and back whatever happens. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../../src/core/quiet/claim.ts';
import { storageOf } from '../../src/dev/workbench/settings.ts';
import { STORED } from '../../src/core/stored.ts';
import { startDrill } from './drill.ts';
import { expect, test } from './fixtures.ts';
import { begin, ghost, QUESTION, shows, SUGGESTING } from './suggestions.ts';
import type { Workbench } from './workbench.ts';

test.use({
  settings: SUGGESTING,
  files: { 'notes.py': 'zeppelin_gate = 1\n' },
});

test('suggestions are off in drill files only, and back after a reload, a crash and the end', async ({
  newWorkbench: workbench,
}) => {
  const settings = join(workbench.place.folder, '.vscode', 'settings.json');
  const isOff = (): boolean =>
    existsSync(settings) &&
    readFileSync(settings, 'utf8').includes('"editor.inlineSuggest.enabled": false');
  const off = () => expect.poll(isOff, { message: 'suggestions that are off' }).toBe(true);
  const asBefore = () =>
    expect.poll(() => existsSync(settings), { message: 'settings as before' }).toBe(false);

  await test.step('the first attempt asks, and changes nothing before there is an answer', async () => {
    await startDrill(workbench);
    await expect(workbench.notifications.filter({ hasText: QUESTION })).toBeVisible();
    await workbench.screenshot('quiet-question');
    await begin(workbench, 'zeppelin_gate = 2');
    await shows(workbench);
    expect(existsSync(settings)).toBe(false);
    await workbench.answer(QUESTION, 'Turn Off');
    await off();
    await expect(ghost(workbench)).toHaveCount(0);
  });

  await test.step('another file has them, the drill file has not', async () => {
    await open(workbench, 'notes.py');
    await shows(workbench);
    await asBefore();
    await open(workbench, 'lstm_cell.py');
    await off();
    await hasNone(workbench);
  });

  await test.step('a reload keeps it so, and does not ask again', async () => {
    const before = claimIn(workbench);
    await workbench.reload();
    // The settings also say so before the new window has taken over, and while it does.
    await expect
      .poll(() => claimIn(workbench), { message: 'a claim of the new window' })
      .toMatchObject({
        session: expect.not.stringMatching(`^${before?.session}$`),
        text: { after: expect.any(String) },
      });
    await expect(workbench.editor).toContainText('zeppelin_gate = 2');
    await off();
    await hasNone(workbench);
    await expect(workbench.notifications).toHaveCount(0);
  });

  await test.step('after a crash another file has them at once', async () => {
    workbench.place.crash();
    await workbench.leave();
    expect(isOff()).toBe(true);
    await workbench.open();
    await open(workbench, 'notes.py');
    await asBefore();
    await shows(workbench);
  });

  await test.step('and the drill file has them once the attempt is finished', async () => {
    await open(workbench, 'lstm_cell.py');
    await off();
    await workbench.runCommand('Tensor Drills: Finish Drill');
    await asBefore();
    await open(workbench, 'lstm_cell.py');
    await shows(workbench);
  });
});

/** What a window has recorded that it turned off; null unless exactly one window has. */
function claimIn({ place }: Workbench): Pick<Claim, 'session' | 'text'> | null {
  const folder = join(storageOf(place.userDataDir), STORED.quiet);
  const [file, ...others] = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (file === undefined || others.length > 0) return null;
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Claim;
}

/** Opens a file that is there, in the first column. */
async function open(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.keyboard.press('ControlOrMeta+1');
  await workbench.page.keyboard.press('ControlOrMeta+P');
  await workbench.quickInput.locator('.quick-input-box input').fill(name);
  await workbench.quickInput.getByRole('option', { name }).first().click();
  await expect(workbench.tab(name)).toHaveAttribute('aria-selected', 'true');
}

/** What is typed is on the screen, and its end is not suggested. */
async function hasNone(workbench: Workbench): Promise<void> {
  await begin(workbench, 'zepp');
  // Where there were a suggestion, the command would take it.
  await workbench.page.keyboard.press('Tab');
  await expect(ghost(workbench)).toHaveCount(0);
  const line = workbench.page.locator('.editor-group-container .view-line', {
    hasText: /^zepp\s*$/,
  });
  await expect(line.first()).toBeVisible();
}
