import { writeFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

const SYSTEMS = {
  windows: ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'Win32', 'Control'],
  mac: ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'MacIntel', 'Meta'],
  linux: ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'Linux x86_64', 'Control'],
} as const;

for (const [system, [userAgent, platform, key]] of Object.entries(SYSTEMS)) {
  test(system, async ({ workbench }) => {
    const { page } = workbench;
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setUserAgentOverride', { userAgent, platform });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.reload();
    await workbench.open();
    await workbench.runCommand('Preferences: Open Default Keyboard Shortcuts (JSON)');
    await expect(workbench.editor).toContainText('Override key bindings');
    await workbench.editor.click();
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.keyboard.press(`${key}+a`);
    await page.keyboard.press("Control+c");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('workbench.action.showCommands');
    writeFileSync(`/tmp/first/keys-${system}.json`, await page.evaluate(() => navigator.clipboard.readText()));
    await workbench.screenshot(`keys-${system}`);
  });
}
