/** What the three test programs tell of tests that pass, fail, waver, are skipped or cannot be loaded. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ROOT, TOOLS } from '../../src/dev/places.ts';
import { RESULTS, ResultsFile, type TestResult } from '../../src/testing/results.ts';
import { TellingReporter } from '../vscode/reporter.ts';

/** Below the project, where its packages are found. */
function fixture(files: Readonly<Record<string, string>>): string {
  mkdirSync(TOOLS, { recursive: true });
  const folder = mkdtempSync(join(TOOLS, 'reporters-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function resultsFile(): ResultsFile {
  const file = new ResultsFile();
  onTestFinished(() => file.remove());
  return file;
}

function toldBy(folder: string, ...command: readonly string[]): readonly TestResult[] {
  const file = resultsFile();
  const env = { ...process.env, [RESULTS]: file.path };
  spawnSync(process.execPath, command, { cwd: folder, env });
  return file.read();
}

/** Each by the last word of its name. */
function outcomes(results: readonly TestResult[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    results.map(({ name, outcome }) => [name.slice(name.lastIndexOf(' ') + 1), outcome]),
  );
}

const TESTS = `
let tries = 0;
test('passes', () => undefined);
test('wavers', () => { tries += 1; if (tries < 2) throw new Error('once'); });
test('fails', () => { throw new Error('always'); });
test.skip('skipped', () => undefined);
`;
const EXPECTED = { passes: 'passed', wavers: 'flaky', fails: 'failed', skipped: 'skipped' };

describe('the reporter', () => {
  it('of vitest', () => {
    const folder = fixture({
      'a.test.mjs': `import { beforeAll, describe, test } from 'vitest'; ${TESTS}
        describe('hook', () => { beforeAll(() => { throw new Error('broke'); }); test('hidden', () => undefined); });`,
      'b.test.mjs': `import './nowhere.mjs';`,
      'vitest.config.mjs': `export default { test: { retry: 1, include: ['*.test.mjs'] } };`,
    });
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const reporter = join(ROOT, 'src/testing/vitest-reporter.ts');
    const results = toldBy(folder, vitest, 'run', `--reporter=${reporter}`);
    expect(outcomes(results)).toEqual({
      ...EXPECTED,
      hook: 'failed',
      hidden: 'skipped',
      'b.test.mjs': 'failed',
    });
    expect(results.find(({ name }) => name.endsWith('fails'))?.detail).toMatch(/^Error: always\n/);
  });

  it('of Playwright', () => {
    const folder = fixture({
      // A worker ends with a test that failed, and what it knew with it.
      'a.test.mjs': `import { test } from '@playwright/test'; ${TESTS.replace(
        'tries < 2',
        'test.info().retry === 0',
      )}`,
      'playwright.config.mjs': `export default { retries: 1, outputDir: 'results', reporter: '${join(ROOT, 'src/testing/playwright-reporter.ts')}' };`,
    });
    const results = toldBy(folder, join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test');
    expect(outcomes(results)).toEqual(EXPECTED);
    expect(results.find(({ name }) => name.endsWith('wavers'))?.detail).toContain('once');
    writeFileSync(join(folder, 'b.test.mjs'), `import './nowhere.mjs';`);
    const broken = toldBy(folder, join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test');
    expect(broken.some(({ outcome }) => outcome === 'failed')).toBe(true);
  });

  it('of mocha', async () => {
    const file = resultsFile();
    vi.stubEnv(RESULTS, file.path);
    onTestFinished(() => void vi.unstubAllEnvs());
    let tries = 0;
    const mocha = new Mocha({ retries: 1, reporter: TellingReporter });
    const add = (title: string, work?: () => void) =>
      mocha.suite.addTest(new Mocha.Test(title, work));
    add('passes', () => undefined);
    add('wavers', () => {
      tries += 1;
      if (tries < 2) throw new Error('once');
    });
    add('fails', () => {
      throw new Error('always');
    });
    add('skipped');
    await new Promise((resolve) => mocha.run(resolve));
    expect(outcomes(file.read())).toEqual(EXPECTED);
  });
});
