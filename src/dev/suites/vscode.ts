/** The suite in a real extension host: in the browser host that we bring, or in desktop VS Code. */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, TOOLS } from '../places.ts';
import { runTests, script } from '../testing/program.ts';
import { isSelected, soakEnvironment, type Suite } from '../testing/suite.ts';
import { testFiles } from './test-files.ts';

/** The bundled tests. */
export const BUNDLE = join(TOOLS, 'suite');

/** A language model for tests, which is an extension of its own. */
export const MODEL = 'scripted-model';

/** `browser`: code-server in Chromium. `desktop`: VS Code as `@vscode/test-electron` downloads it. */
export function vscode(host: 'browser' | 'desktop'): Suite {
  return {
    title: host === 'browser' ? 'vscode' : 'desktop',
    jobs: (selection) => {
      const files = testFiles('test/vscode', /\.test\.ts$/).filter((file) =>
        isSelected(file, selection),
      );
      const { grep } = selection;
      if (files.length === 0) return [];
      return [
        {
          title: host,
          async run(workshop) {
            const { provisions } = workshop;
            const [python] = await Promise.all([
              provisions.python(),
              provisions.build(),
              bundleSuite(),
              ...(host === 'browser' ? [provisions.workbench(), provisions.chromium()] : []),
            ]);
            await runTests(workshop, {
              ...script('src/dev/suites/in-host.ts', host),
              env: {
                TENSOR_DRILLS_PYTHON: python.path,
                TENSOR_DRILLS_TEST_FILES: files.map((file) => basename(file, '.ts')).join('\n'),
                ...soakEnvironment(selection),
                ...(grep === null ? {} : { TENSOR_DRILLS_TEST_GREP: grep }),
              },
            });
          },
        },
      ];
    },
  };
}

/** Each test file becomes a module of its own; VS Code and mocha are there at run time. */
async function bundleSuite(): Promise<void> {
  rmSync(BUNDLE, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', '*.test.ts', `${MODEL}/extension.ts`].map((name) =>
      join(ROOT, 'test/vscode', name),
    ),
    outbase: join(ROOT, 'test/vscode'),
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
