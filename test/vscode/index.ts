/** What the extension host runs: loads mocha and the test files beside this one, and reports. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { lineReporter } from './reporter.ts';

/** Called by VS Code's extension host; a rejection makes the run fail. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: lineReporter(console.log) });
  const pattern = process.env['TENSOR_DRILLS_TEST_GREP'];
  if (pattern !== undefined && pattern !== '') mocha.grep(pattern);
  for (const file of readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.cjs'))
    .sort()) {
    mocha.addFile(join(__dirname, file));
  }
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const { passes = 0, failures = 0, pending = 0 } = stats ?? {};
  const report = process.env['TENSOR_DRILLS_TEST_REPORT'];
  if (report !== undefined) {
    writeFileSync(report, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  }
  if (failures > 0) throw new Error(`${failures} of ${passes + failures} tests failed`);
}
