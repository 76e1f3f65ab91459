/** The browser of all tests of pages: started with the first of a worker, it ends with the worker. */
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, needChromium } from '../../src/dev/workbench/chromium.ts';

export const browser = chromium.launch({
  executablePath: needChromium(),
  args: [...CHROMIUM_ARGS],
});
