/**
 * A VS Code for `@vscode/test-electron`: takes the desktop's command line, runs the tests in the extension host of a
 * workbench in Chromium, and ends with their exit code. So one suite runs in both hosts.
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Processes } from '../process/processes.ts';
import { TOOLS } from '../places.ts';
import { main, say } from '../report.ts';
import { readArguments } from './arguments.ts';
import { runTestsInWorkbench } from './automation.ts';
import { provideChromium } from './chromium.ts';
import { installWorkbench } from './install.ts';
import { chosenRelease } from './release.ts';
import { QUIET, writeSettings } from './settings.ts';
import { startVSCodeServer } from './vscode-server.ts';

/** The limit for the whole run; longer on a slow machine. A suite that hangs is noticed earlier, by its silence. */
const TIMEOUT_MS = 5_400_000 * Number(process.env['TENSOR_DRILLS_TEST_SLOWNESS'] ?? 1);

await main(async () => {
  const args = readArguments(process.argv.slice(2));
  const processes = new Processes();
  processes.endWithUs();
  processes.endWithParent();
  const release = chosenRelease();
  const installation = await installWorkbench(release, processes, say);
  const chromium = await provideChromium(processes, say);

  const dataDir = mkdtempSync(join(tmpdir(), 'tensor-drills-vscode-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 }));
  const userDataDir = args.userDataDir ?? join(dataDir, 'user-data');
  const extensionsDir = args.extensionsDir ?? join(dataDir, 'extensions');
  writeSettings(userDataDir, QUIET);
  const log = join(TOOLS, 'logs', `browser-host-${release.version}.log`);
  mkdirSync(join(log, '..'), { recursive: true });
  writeFileSync(log, '');

  const server = await startVSCodeServer(processes, installation, {
    dataDir,
    userDataDir,
    extensionsDir,
    env: process.env,
  });
  const end = await runTestsInWorkbench({
    ...args,
    chromium,
    server,
    timeoutMs: TIMEOUT_MS,
    onLog: (line) => appendFileSync(log, `${line}\n`),
  });
  await server.stop();
  if (end.kind === 'exited' && end.code === 0) return 0;
  say(
    `${end.kind === 'lost' ? `The tests could not finish: ${end.why}` : 'Tests failed'} (log: ${log})`,
  );
  return end.kind === 'exited' ? end.code : 1;
});
