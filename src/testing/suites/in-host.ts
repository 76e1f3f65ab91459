/** `tsx src/testing/suites/in-host.ts browser|desktop`: runs the bundled suite in a host, in a new profile and folder. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { ROOT } from '../../dev/places.ts';
import { main } from '../../dev/report.ts';
import { writeBrowserHost } from '../../dev/workbench/executable.ts';
import { storageOf, UNDER_TEST, writeSettings } from '../../dev/workbench/settings.ts';
import { BUNDLE, MODEL } from './vscode.ts';

await main(async () => {
  const home = mkdtempSync(join(tmpdir(), 'tensor-drills-suite-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const folder = join(home, 'practice');
  const userDataDir = join(home, 'data');
  mkdirSync(folder);
  // Installed beside ours: one with nothing in it but drills, and one with a language model.
  const extensions = join(home, 'extensions');
  const installed = (name: string): string => join(extensions, `acme.${name}-1.0.0`);
  for (const name of ['brings-drills', MODEL]) {
    cpSync(join(ROOT, 'test/vscode', name), installed(name), { recursive: true });
  }
  cpSync(join(BUNDLE, MODEL), installed(MODEL), { recursive: true });
  const python = process.env['TENSOR_DRILLS_PYTHON'];
  writeSettings(userDataDir, { ...UNDER_TEST, 'tensorDrills.python': python });
  return runTests({
    ...(process.argv[2] === 'browser' ? { vscodeExecutablePath: writeBrowserHost() } : {}),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: join(BUNDLE, 'index.mjs'),
    extensionTestsEnv: { TENSOR_DRILLS_TEST_STORAGE: storageOf(userDataDir) },
    launchArgs: [folder, `--user-data-dir=${userDataDir}`, `--extensions-dir=${extensions}`],
  });
});
