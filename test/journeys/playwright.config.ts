import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { TOOLS } from '../../src/dev/places.ts';
import { CHROMIUM_ARGS } from '../../src/dev/workbench/chromium.ts';
import { chosenRelease } from '../../src/dev/workbench/release.ts';
import { HANGS_MS } from '../limits.ts';

const chromium = process.env['CHROME_PATH'];
if (chromium === undefined) throw new Error('Run the journeys with: npm test -- journeys');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.journey.ts',
  outputDir: join(TOOLS, 'journeys', `results-${chosenRelease().version}`),
  // Each has a server and a browser of its own. A journey often waits, and then the other has the core.
  workers: 2,
  retries: 1,
  reporter: [['list'], ['../../src/testing/playwright-reporter.ts']],
  timeout: 5 * HANGS_MS,
  expect: { timeout: HANGS_MS, toPass: { timeout: HANGS_MS } },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: HANGS_MS,
    screenshot: 'only-on-failure',
    // A trace costs as much as the journey.
    trace: 'on-first-retry',
    launchOptions: { executablePath: chromium, args: [...CHROMIUM_ARGS] },
  },
});
