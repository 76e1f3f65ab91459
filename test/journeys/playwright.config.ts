import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { TOOLS } from '../../src/dev/places.ts';
import { CHROMIUM_ARGS } from '../../src/dev/workbench/chromium.ts';

const chromium = process.env['CHROME_PATH'];
if (chromium === undefined) throw new Error('Run the journeys with: npm test -- journeys');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.journey.ts',
  outputDir: join(TOOLS, 'journeys', 'results'),
  // A workbench with its server and extension host fills two cores.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: chromium, args: [...CHROMIUM_ARGS] },
  },
});
