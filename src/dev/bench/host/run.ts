/** Has work done inside the extension host of a real VS Code, in a window of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import type { Interpreter } from '../../../core/ports.ts';
import { ROOT, TOOLS } from '../../places.ts';
import { writeBrowserHost } from '../../workbench/executable.ts';
import { QUIET, writeSettings } from '../../workbench/settings.ts';
import type { Works } from './module.ts';

const BUNDLE = join(TOOLS, 'bench', 'host-module.cjs');

interface HostInput {
  readonly python: Interpreter;
  /** The folder of the extension that is there; ours where none is named. */
  readonly extension?: string;
  /** Fills the folder that is open in the window. */
  readonly prepare?: (folder: string) => void;
}

type Input<K extends keyof Works> = Parameters<Works[K]>[0];
type Found<K extends keyof Works> = Awaited<ReturnType<Works[K]>>;

/** `input` is asked for once the folder has been filled. */
export async function runInHost<K extends keyof Works>(
  work: K,
  input: () => Input<K>,
  { python, extension = ROOT, prepare }: HostInput,
): Promise<Found<K>> {
  await build({
    entryPoints: [join(ROOT, 'src/dev/bench/host/module.ts')],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  });
  const home = mkdtempSync(join(tmpdir(), 'tensor-drills-bench-'));
  const report = join(home, 'report.json');
  const folder = join(home, 'practice');
  mkdirSync(folder);
  prepare?.(folder);
  writeSettings(join(home, 'data'), {
    ...QUIET,
    'tensorDrills.python': python.path,
    'tensorDrills.check.onSave': false,
    'tensorDrills.quietEditor': 'off',
  });
  try {
    await runTests({
      vscodeExecutablePath: writeBrowserHost(),
      extensionDevelopmentPath: extension,
      extensionTestsPath: BUNDLE,
      extensionTestsEnv: {
        BENCH_REPORT: report,
        BENCH_JOB: JSON.stringify({ work, input: input() }),
      },
      launchArgs: [
        folder,
        `--user-data-dir=${join(home, 'data')}`,
        `--extensions-dir=${join(home, 'extensions')}`,
      ],
    });
    return JSON.parse(readFileSync(report, 'utf8')) as Found<K>;
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
