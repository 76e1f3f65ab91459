/** The tests that need no editor: vitest. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../dev/places.ts';
import { runTests, tool } from '../program.ts';
import { isSelected, isWhole, soakEnvironment, type Suite } from '../suite.ts';
import { testFiles } from './test-files.ts';

export const unit: Suite = {
  title: 'unit',
  jobs: (selection) => {
    const files = testFiles('test', /\.test\.tsx?$/, ['test/vscode', 'test/journeys']).filter(
      (file) => isSelected(file, selection),
    );
    const { grep, changed } = selection;
    if (files.length === 0 && changed === null) return [];
    return [
      {
        title: 'vitest',
        async run(context) {
          const { provisions, cores } = context;
          const [chromium, python] = await Promise.all([
            provisions.chromium(),
            provisions.python(),
            // Some tests run what is shipped: the command line, the pages.
            provisions.build(),
          ]);
          await runTests(context, {
            command: process.execPath,
            args: [
              tool('vitest', 'vitest.mjs'),
              ...(changed === null
                ? ['run', ...(isWhole(selection) ? [] : files)]
                : // Those that import a changed file, and a test file of course is concerned by itself.
                  ['related', '--run', ...changed.filter(isScript), ...files]),
              '--passWithNoTests',
              // Few, because each loads the modules and the content anew, and other suites run beside them.
              `--maxWorkers=${cores}`,
              '--reporter=default',
              '--reporter=./src/testing/vitest-reporter.ts',
              ...(grep === null ? [] : ['--testNamePattern', literally(grep)]),
            ],
            env: {
              CHROME_PATH: chromium,
              TENSOR_DRILLS_PYTHON: python.path,
              ...soakEnvironment(selection),
            },
          });
        },
      },
    ];
  },
};

function isScript(path: string): boolean {
  return /\.tsx?$/.test(path) && existsSync(join(ROOT, path));
}

/** As a regular expression that matches this text and nothing else. */
export function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
