/** The suite in a real extension host: in the browser host that we bring, or in desktop VS Code. */
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, TOOLS } from '../../dev/places.ts';
import { runTests, script } from '../program.ts';
import { once } from '../provisions.ts';
import {
  isSelected,
  soakEnvironment,
  type JobContext,
  type Selection,
  type Suite,
} from '../suite.ts';
import { chosenRelease, choosing, type Release } from '../../dev/workbench/release.ts';
import { underLowest } from './lowest.ts';
import { testFiles } from './test-files.ts';

/** The bundled tests. */
export const BUNDLE = join(TOOLS, 'suite');

/** A language model for tests, which is an extension of its own. */
export const MODEL = 'scripted-model';

/** Also run in the lowest VS Code: our own editor, trees, the server for models, commands and pages. A journey adds a check. */
const TELLING = /\/(?:board|checklist|interview|manifest|start)\.test\.ts$/;

/** `browser`: code-server in Chromium. `desktop`: VS Code as `@vscode/test-electron` downloads it. */
export function vscode(host: 'browser' | 'desktop'): Suite {
  return {
    title: host === 'browser' ? 'vscode' : 'desktop',
    jobs: (selection) => {
      const files = testFiles('test/vscode', /\.test\.ts$/).filter((file) =>
        isSelected(file, selection),
      );
      const telling = host === 'browser' ? files.filter((file) => TELLING.test(file)) : [];
      const bundle = once(bundleSuite);
      const running =
        (some: readonly string[], release: Release | null) => async (context: JobContext) => {
          await bundle();
          await runInHost(context, release, some, selection);
        };
      if (files.length === 0) return [];
      return [
        { title: host, run: running(files, host === 'browser' ? chosenRelease() : null) },
        ...(telling.length === 0
          ? []
          : [underLowest(host, (context, lowest) => running(telling, lowest)(context))]),
      ];
    },
  };
}

/** Runs in this release of code-server, or in desktop VS Code if it is null. */
async function runInHost(
  context: JobContext,
  release: Release | null,
  files: readonly string[],
  selection: Selection,
): Promise<void> {
  const { provisions } = context;
  const { grep } = selection;
  const [python] = await Promise.all([
    provisions.python(),
    provisions.build(),
    ...(release === null ? [] : [provisions.workbench(release), provisions.chromium()]),
  ]);
  await runTests(context, {
    ...script('src/testing/suites/in-host.ts', release === null ? 'desktop' : 'browser'),
    env: {
      ...(release === null ? {} : choosing(release)),
      TENSOR_DRILLS_PYTHON: python.path,
      TENSOR_DRILLS_TEST_FILES: files.map((file) => basename(file, '.ts')).join('\n'),
      ...soakEnvironment(selection),
      ...(grep === null ? {} : { TENSOR_DRILLS_TEST_GREP: grep }),
    },
  });
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
    // Like the extension. Older versions of VS Code give a CommonJS module a separate API object, on which no stand-in for
    // the user would take effect.
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}
