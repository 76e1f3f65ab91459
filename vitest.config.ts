import { defineConfig } from 'vitest/config';
import { HANGS_MS } from './test/limits.ts';

const TESTS = ['test/**/*.test.ts', 'test/**/*.test.tsx'];
const PAGES = ['test/webview/**/*.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/property-runs.ts'],
    // A test that passes when it is run again is flaky, which the reporter tells.
    retry: 1,
    testTimeout: HANGS_MS,
    hookTimeout: HANGS_MS,
    projects: [
      { extends: true, test: { name: 'pages', include: PAGES, isolate: false } },
      {
        extends: true,
        test: {
          name: 'unit',
          include: TESTS,
          exclude: [...PAGES, 'test/vscode/**', 'test/journeys/**'],
        },
      },
    ],
  },
});
