/** The chord that begins our shortcuts is nobody else's: read from VS Code's own list of default keys, on each system. */
import type { Page } from '@playwright/test';
import { CHORD } from '../../src/host/panels/shortcuts.ts';
import { expect, test } from './fixtures.ts';
import type { Workbench } from './workbench.ts';

/** VS Code in the browser takes the keys of the system that the browser says it runs on. */
const SYSTEMS = {
  Windows: { agent: 'Windows NT 10.0; Win64; x64', platform: 'Win32', all: 'Control+a' },
  macOS: { agent: 'Macintosh; Intel Mac OS X 10_15_7', platform: 'MacIntel', all: 'Meta+a' },
  Linux: { agent: 'X11; Linux x86_64', platform: 'Linux x86_64', all: 'Control+a' },
} as const;

for (const [name, system] of Object.entries(SYSTEMS)) {
  test(`no default key of VS Code on ${name} begins with our chord`, async ({ workbench }) => {
    const here = await workbench.page.evaluate(() => navigator.platform);
    const window =
      here === system.platform
        ? workbench
        : await workbench.secondWindow((page) => pretend(page, system));
    const keys = await defaultKeys(window, system.all);
    const firsts = keys.map(({ key, command }) => ({ first: key.split(' ')[0], command }));
    // The list is the right one, and whole.
    const save = name === 'macOS' ? 'cmd+s' : 'ctrl+s';
    expect(firsts).toContainEqual({ first: save, command: 'workbench.action.files.save' });
    expect(firsts.length).toBeGreaterThan(1000);
    const ours = firsts.filter(({ first }) => first === CHORD.toLowerCase());
    expect(ours.length).toBeGreaterThan(0);
    for (const { command } of ours) expect(command).toMatch(/^tensorDrills\./);
  });
}

async function pretend(
  page: Page,
  { agent, platform }: { readonly agent: string; readonly platform: string },
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const userAgent = `Mozilla/5.0 (${agent}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`;
  await session.send('Emulation.setUserAgentOverride', { userAgent, platform });
}

interface Binding {
  readonly key: string;
  readonly command: string;
}

/** Takes the text of the list as a user would: selects all of it and copies. */
async function defaultKeys(workbench: Workbench, all: string): Promise<readonly Binding[]> {
  const { page } = workbench;
  await workbench.runCommand('Preferences: Open Default Keyboard Shortcuts (JSON)');
  await expect(workbench.editor).toContainText('Override key bindings');
  await workbench.editor.click();
  // Another system's list may be there still.
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.keyboard.press(all);
  // The browser copies with this key, whatever system it says it runs on.
  await page.keyboard.press('Control+c');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain('"workbench.action.showCommands"');
  const text = await copied();
  const found = text.matchAll(/"key": ("(?:[^"\\]|\\.)*"),\s*"command": ("[^"]*")/g);
  return [...found].map(([, key = '""', command = '""']) => ({
    key: JSON.parse(key) as string,
    command: JSON.parse(command) as string,
  }));
}
