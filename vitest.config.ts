import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 30_000,
    // By itself vitest leaves a processor free, which on two is half of what there is.
    maxWorkers: '100%',
    exclude: ['test/vscode/**', 'test/journeys/**'],
  },
});
