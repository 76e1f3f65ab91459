import { join } from 'node:path';
import { TOOLS } from '../../src/dev/places.ts';
import journeys from './playwright.config.ts';

export default {
  ...journeys,
  testMatch: '**/*.drawing.ts',
  outputDir: join(TOOLS, 'journeys', 'drawings'),
};
