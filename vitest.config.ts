import { defineConfig } from 'vitest/config';
import { HANGS_MS } from './test/limits.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/vscode/**', 'test/journeys/**'],
    setupFiles: ['test/property-runs.ts'],
    // Modules have no state, and the tests of pages share one browser.
    isolate: false,
    // A test that passes when it is run again is flaky, which the reporter tells.
    retry: 1,
    testTimeout: HANGS_MS,
    hookTimeout: HANGS_MS,
  },
});
