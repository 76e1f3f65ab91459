/** What the extension host runs: loads mocha and the test files beside this one. */
import { join } from 'node:path';
import Mocha from 'mocha';
import { HANGS_MS } from '../limits.ts';
import { TellingReporter } from './reporter.ts';

/** Called by VS Code's extension host; a rejection makes the run fail. */
export async function run(): Promise<void> {
  // A test that passes when it is run again is flaky, which the reporter tells.
  const mocha = new Mocha({ ui: 'bdd', timeout: HANGS_MS, retries: 1, reporter: TellingReporter });
  const { TENSOR_DRILLS_TEST_GREP: grep, TENSOR_DRILLS_TEST_FILES: files = '' } = process.env;
  if (grep !== undefined) mocha.fgrep(grep);
  for (const file of files.split('\n')) mocha.addFile(join(import.meta.dirname, `${file}.mjs`));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
