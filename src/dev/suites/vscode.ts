/** The suite in a real extension host: in the browser host that we bring, or in desktop VS Code. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import * as v from 'valibot';
import { messageOf } from '../../core/errors.ts';
import { buildExtension } from '../package.ts';
import { ROOT, TOOLS } from '../places.ts';
import type { Outcome } from '../process/processes.ts';
import { providePython } from '../python/provide.ts';
import { writeBrowserHost } from '../workbench/executable.ts';
import { QUIET, storageOf, writeSettings } from '../workbench/settings.ts';
import { judged, withReport } from './program.ts';
import { NONE, type Suite, type Tools } from './suite.ts';

const REPORT = v.object({ passed: v.number(), failed: v.number(), skipped: v.number() });
const BUNDLE = join(TOOLS, 'suite');

/** `browser`: code-server in Chromium. `desktop`: VS Code as `@vscode/test-electron` downloads it. */
export function vscode(host: 'browser' | 'desktop'): Suite {
  return {
    title: host === 'browser' ? 'vscode' : 'desktop',
    async run(tools) {
      const python = await providePython(tools.processes, tools.say);
      await buildExtension(tools.processes);
      await bundleSuite();
      const { outcome, report } = await withReport(REPORT, (file) =>
        runSuite(tools, host, {
          TENSOR_DRILLS_PYTHON: python.path,
          TENSOR_DRILLS_TEST_REPORT: file,
        }),
      );
      return judged(outcome, report === null ? null : { ...NONE, ...report });
    },
  };
}

/** Each test file becomes a module of its own; VS Code and mocha are there at run time. */
async function bundleSuite(): Promise<void> {
  rmSync(BUNDLE, { recursive: true, force: true });
  await build({
    entryPoints: [join(ROOT, 'test/vscode/index.ts'), join(ROOT, 'test/vscode/*.test.ts')],
    outdir: BUNDLE,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

async function runSuite(
  { say }: Tools,
  host: 'browser' | 'desktop',
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'tensor-drills-suite-'));
  const folder = join(home, 'practice');
  const userDataDir = join(home, 'data');
  mkdirSync(folder);
  // An extension with nothing in it but drills, installed beside ours.
  const extensions = join(home, 'extensions');
  cpSync(join(ROOT, 'test/vscode/brings-drills'), join(extensions, 'acme.brings-drills-1.0.0'), {
    recursive: true,
  });
  writeSettings(userDataDir, { ...QUIET, 'tensorDrills.python': env['TENSOR_DRILLS_PYTHON'] });
  try {
    await runTests({
      ...(host === 'browser' ? { vscodeExecutablePath: writeBrowserHost() } : {}),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: join(BUNDLE, 'index.cjs'),
      extensionTestsEnv: {
        ...env,
        TENSOR_DRILLS_TEST_STORAGE: storageOf(userDataDir),
      },
      launchArgs: [folder, `--user-data-dir=${userDataDir}`, `--extensions-dir=${extensions}`],
    });
    return { kind: 'finished', code: 0, stdout: '', stderr: '' };
  } catch (error) {
    say(messageOf(error));
    return { kind: 'finished', code: 1, stdout: '', stderr: '' };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
